/* Folded words that say nothing of what a sentence is about, in the languages in which facts are told and asked for. */

const WORDS: readonly string[] = [
  // English
  'much many long lot getting going meanwhile the a an and or but if then so as of at by for with about into to from in on off over i me my we us our you your he him his she her it its they them their this that these those am is are was were be been being have has had do does did will would shall should can could may might must what which who whom whose when where why how not no again please there here now just also still only get got give tell let go come again more any some out up s t',
  // Spanish
  'el la los las lo un una unos unas y o pero si que de del al a en con por para sin mi mis su sus tu me te se le les nos yo usted ustedes es son era fue ser esta estan estar he ha han hay puede pueden puedo tengo tiene vez otra ya muy como cual cuales quien quienes cuando cuanto cuanta donde adonde ahora van voy vamos favor mientras tanto tendre tendra estaba',
  // German
  'der die das den dem des ein eine einen einem einer und oder aber wenn dann so als von vom zu zum zur bei mit fur an am auf in im ins aus um uber unter ich mir mich mein meine meinen meinem meiner wir uns unser sie ihnen ihr ihre ihren es er ihn ihm du dein deine ist sind war waren sein habe haben hat hatte wird werden wurde kann konnen soll sollen muss noch mal nochmal bitte jetzt nun was wer wen wem wie wo wohin wann warum welche welcher welches welchen welchem auch nur doch da inzwischen solange',
  // French
  'le la les l un une des du de d et ou mais si que qu qui quoi quel quelle quels quelles quand comment combien pourquoi a au aux en dans avec pour sans sur par je j me m mon ma mes vous vos votre nous notre nos il elle ils on ce c cet cette ces est sont etait sera suis ai as avez a ont vais vas va allez dois doit peux pouvez peut faut plus moi maintenant y t s n ne pas est bien attendant aurai aura avoir',
  // Italian
  'il lo la i gli le l un uno una e o ma se che di del dello della dei degli delle da dal dalla a al allo alla ai in nel nella con per su sul sulla mi mio mia miei mie ci vi si lei suo sua suoi io noi voi e sono era sara ho ha hanno avro puo posso devo mi chi quale quali qual quando come dove quanto quanta perche adesso ora ancora piu non cosa vostro nostro viene frattempo intanto avere',
  // Portuguese
  'o a os as um uma uns umas e ou mas se que de do da dos das em no na nos nas com por pelo pela para sem ao aos meu minha meus minhas seu sua lhe me nos eu voce voces e sao era foi esta estao ser tenho tem vou vai vao pode posso devo ter agora ja mais vez outra qual quais quem quando como onde quanto quanta porque so la entretanto terei estava',
  // Dutch
  'de het een en of maar als dan van voor aan op in uit bij met naar om over door te er ik mij me mijn wij we ons onze u uw jij je jullie zij ze hij hem haar is zijn was waren ben heb heeft hebben had wordt worden kan kunt kunnen moet moeten zal wil wat wie waar wanneer waarom hoe welk welke dat dit die nu nog ook alweer niet maar heen ondertussen intussen t s',
];

export const SMALL_WORDS: ReadonlySet<string> = new Set(WORDS.flatMap((words) => words.split(' ')));
