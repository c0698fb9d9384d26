import { describe, expect, test } from 'vitest';
import { REQUEST_THRESHOLD, scoreHumanRequest } from './score-human-request.ts';

const REQUESTS = sentences(`
  human please | agent | representative | HUMAN!!! | operator | Agent agent agent | real person |
  live agent please | customer service | customer service please | I want to talk to a human |
  let me speak with someone | can I chat with a real person | get me a manager |
  put me through to an advisor | connect me to support | transfer me | transfer me please |
  please escalate this | I'd like to escalate my complaint | I'd rather deal with a person |
  I'd prefer a human | is there anyone I can talk to? | is there a real person there? |
  can someone call me? | can a real person help me | I don't want to talk to a bot |
  I don't want to speak to a machine | stop giving me the bot, I want a person | no more bots |
  tired of talking to a robot | this bot is useless, get me someone |
  could my case go to one of your colleagues | can somebody from your team take a look at my case |
  I'd like someone to call me back | have a person call me | can you pass me on to a colleague |
  hand me over | switch me to a human | I need human help | human assistance needed |
  I want to contact a human agent | how do I get to speak with a human | how can I speak to an agent? |
  what do I have to do to talk to a person | can you get somebody on the line |
  who can I talk to about this? | I wanna talk 2 a human | i wan to tlk to sumone |
  i want to speek to a representitive | can i talk to a humna | get me an agnet | I need an oprator |
  let me talk to a person!! | actual human now | bring in your supervisor | I demand to see the manager |
  give me someone competent | I need to talk to somebody who knows what they're doing |
  are you able to transfer me to a person | could you transfer this chat to an agent |
  I'd like to discuss this with a member of your staff | you are not helping, person please |
  this isn't working, I want an actual employee | please call me back |
  Is this a real person? if not, connect me to one | are you human? I want a human |
  can't I just talk to a human? | why can't I talk to a person |
  I can't seem to get hold of a human, can you connect me | if you can't help me, get me an agent |
  I do not want to talk to a bot I want a human | I don't want you, give me a person |
  no, just get me a human | it would be faster to talk to a human than this |
  I want this reviewed by a human | I want help from a human | let a human handle this |
  have an agent look at it | can I talk to someone else | let me talk to another agent |
  I want another representative | I'd like to speak to your boss | speak to the person in charge |
  I need someone to help me | I need someone | Just let me speak to customer support |
  I have been trying to talk to a human for an hour | can I speak to a person working here |
  speak with customer support assistant | would you mind connecting me with an agent? |
  I need to get in touch with a human | how do I reach a live person | I'd prefer talking to a human |
  transfer me to billing | put me through to the claims department |
  Could I please have a quick word with an adviser? | I insist on speaking to a supervisor |
  My question is complicated, can I speak to somebody about it |
  Hi there, I was wondering if it would be possible to speak to someone about my claim |
  I am done with this chatbot, human now | I'd feel more comfortable speaking with a person |
  please have one of your agents contact me | connect with agent | speak to agent | talk to human |
  chat with human | Talk to representative | need to speak w/ a rep | can u get me a person plz |
  I'd appreciate being transferred to an actual person | Is it possible to talk to a live agent |
  I want to talk to my agent about my renewal | Quiero hablar con una persona | necesito un agente |
  pásame con un humano por favor | ¿Puedo hablar con alguien? | quiero que me atienda una persona real |
  no quiero hablar con un robot | comuníqueme con un asesor | ¿me puede comunicar con un supervisor? |
  agente por favor | que me llamen | Je veux parler à un humain | je voudrais parler à quelqu'un |
  passez-moi un conseiller | mettez-moi en relation avec un agent | puis-je parler à une vraie personne ? |
  j'ai besoin d'un conseiller | je ne veux pas parler à un robot | un humain s'il vous plaît |
  pouvez-vous me transférer à un conseiller | Ich möchte mit einem Menschen sprechen |
  verbinden Sie mich mit einem Mitarbeiter | kann ich mit jemandem reden? |
  ich will einen echten Menschen | Mitarbeiter bitte | Können Sie mich an einen Berater weiterleiten? |
  ich brauche einen Ansprechpartner | ich möchte nicht mit einem Bot reden |
  Kann mich bitte jemand zurückrufen? | Quero falar com um atendente | preciso falar com uma pessoa |
  me transfere para um humano | posso falar com alguém? | atendente por favor |
  não quero falar com um robô | gostaria de falar com um supervisor | Voglio parlare con un operatore |
  vorrei parlare con una persona | mi passi un operatore | posso parlare con qualcuno? |
  operatore umano per favore | non voglio parlare con un bot |
  mi può mettere in contatto con un consulente? | ik wil met een medewerker spreken |
  chcę rozmawiać z człowiekiem | 转人工 | 人工客服 | オペレーターと話したい | соедините меня с оператором |
  Is anyone available to speak with me? |
  I'm getting nowhere with you. Let me talk to a real human being. |
  can you hand this over to a colleague? | I need to speak with one of your agents |
  Put me on with a supervisor | I'd like to have a conversation with a live person |
  can i get a human in here | please get me out of this bot and to a person |
  this is ridiculous i want your manager | Would it be possible to have an agent give me a call? |
  I'd like to request a call back from an agent | I need to talk to a claims adjuster |
  is there an actual human behind this?? I need one | wld like to spk to sum1 |
  i want to talk with somone real | i need to talk to a persom | Can i spaek to an operater |
  conect me with a live agnet plz | talk to a himan please | speak to a represenative |
  i wnat to talk to a real persn | transfr me to a humn | humann pls | customer servce agent please |
  I want to be put through to someone | May I be connected with support staff? |
  Kindly connect me with your team | I would like assistance from a live representative |
  How can I get hold of a real person around here? | What number do I call to talk to a human? |
  I don't like chatbots, can I get a person? | I refuse to deal with a machine. |
  I'd rather not deal with a robot | Not a bot please | I want somebody who can actually help |
  You don't understand me. Someone else please | let me speak with your superior | I want to escalate |
  escalate to a manager | can we escalate this? | Get me a supervisor now! | person | speak to someone |
  talk to agent please | I need real help from a real human | I would love to chat with an advisor |
  can you find someone to talk to me | Let me chat to a member of the team |
  I need to discuss my policy with an agent | could someone from claims ring me |
  could a colleague of yours have a look at this? |
  I have a complicated situation and would prefer to explain it to a person | rather talk to a human |
  just want a human | Hello, human agent please, my claim is stuck |
  my claim is stuck, and nobody answers. I need a person to sort it out | yes I want to talk to an agent |
  ok then connect me | please connect me | do you have somebody I could talk to |
  Any chance I could talk to a person? | how about a real person |
  I am asking you to transfer me to a person | I'm asking for a human | i said human | I said agent |
  I keep asking for a human! | you keep giving me the same answer, give me a human |
  Would you please let me talk to a person instead of a bot? | pass this to a human |
  pass this on to your manager please | I'd like to lodge a complaint with a supervisor |
  Take me to a live person | get human | need human | want human | human support | human support please |
  live support | chat with live agent | me gustaría hablar con un supervisor |
  Quisiera hablar con un ser humano, no con una máquina | puedes pasarme con alguien |
  hay alguien ahi con quien pueda hablar? | necesito ayuda de una persona | transfiérame con un agente |
  quiero un humano | persona real por favor | deme un representante |
  J'aimerais discuter avec un conseiller | Je préfère parler à une personne réelle |
  est-ce que je peux parler à quelqu'un ? | un conseiller svp | passez moi votre responsable |
  j'en ai marre de ce robot, je veux un humain | Ich will mit einem echten Menschen reden |
  Kann ich bitte mit einem Mitarbeiter sprechen | Bitte verbinden Sie mich mit dem Kundenservice |
  ich möchte mit Ihrem Vorgesetzten sprechen | gib mir einen Menschen |
  Gibt es hier jemanden, mit dem ich sprechen kann? | einen Mitarbeiter bitte | quero falar com um humano |
  gostaria de conversar com um atendente | me passa para um atendente por favor |
  queria falar com uma pessoa de verdade | atendimento humano | Vorrei parlare con un essere umano |
  Posso parlare con un addetto? | passami un operatore | voglio parlare con un responsabile |
  ho bisogno di parlare con qualcuno | Is there a way I can be connected to one of your employees? |
  I wish to speak to somebody in charge | Could you have your supervisor phone me? |
  I'm gonna need to talk to an actual human on this one | where can I find a real human to help me |
  My patience is over, human agent! | please let me chat with your staff | let's get a human involved |
  I'd feel better if a person looked at this | could you loop in a colleague |
  Do you have a colleague who could help me with this? | I need to talk this through with someone |
  Enough. Give me a real agent. | I would rather talk to someone on the phone |
  Can I get a phone number to speak to a person | may i talk with customer care executive |
  i want to speak with customer care | Can I speak to the manager? | Let me speak to management |
  give me the manager | is it possible to get someone to call me tomorrow morning? |
  a human would be nice | Can a human take over? | please take me off this bot |
  I'd like human assistance with my claim | I don't think a bot can solve this, I need a person |
  This chatbot doesn't help. I want to speak to someone. | Bots can't help me here, transfer me please |
  You are a machine, I want to talk to a person | how do i get out of this bot and reach a real person |
  how to contact a live agent | way to reach a human operator | talk with an agnt | speek with an adivsor |
  i wold like to tlak to a persn | hmuan pls | can i have a represntative | reperesentative please |
  please conect me to sombody | i need an opertor now | let me talk to a superviser |
  quiero comunicarme con un humano | ¿Podría atenderme una persona? |
  me gustaria que me llamara un agente | hablar con agente |
  necesito hablar urgentemente con alguien de soporte | pongame con el encargado |
  je souhaite parler à un responsable | je veux un vrai conseiller | parler à un agent |
  est-il possible d'avoir un humain ? | pouvez-vous me mettre en contact avec quelqu'un |
  ich würde gerne mit einem Mitarbeiter sprechen | Mit einem Menschen sprechen bitte |
  Können Sie mich bitte mit jemandem verbinden? | Ich will mit dem Chef reden |
  menschlichen Support bitte | pode me transferir para um atendente? | falar com atendente |
  preciso de ajuda humana | quero um atendente humano | parlare con operatore |
  vorrei essere contattato da un operatore | può passarmi un responsabile? |
  c'è qualcuno con cui posso parlare? | ho bisogno di un operatore umano |
  Any chance of a human picking this up? | I'd like my case to be looked at by a real employee |
  can you summon a supervisor | put a human on please | pls get me someone from claims |
  I want to speak with the person responsible for my claim |
  could you arrange for an advisor to ring me tomorrow? | who's in charge? let me talk to them |
  I'm not getting anywhere, is there an agent available? | may I speak directly with a claims specialist |
  I require human intervention | connect me with your customer care team |
  Is it possible to chat with an actual person instead? |
  My mother is 80 and can't use bots, she needs a person to talk to |
  please call me, I don't want to type | I'd rather discuss it by phone with somebody |
  Hello? A real person please! | agent!!!!! | speak to a manger | let me tlk to some1 |
  cn i spk wit a human | custmer suport agent pls | opertor | i need to tal to a repesentative |
  human agent now or I cancel | transfer to agent | escalate my complaint to your manager |
  You're not understanding, hand me to a person | I will only talk to a human |
  I need a human being to read this | can you fetch one of your colleagues |
  I'd like to take this up with a manager | get a supervisor on this chat | ¿me pasas con un agente? |
  prefiero hablar con una persona de verdad | necesito que me llame un asesor |
  je veux quelqu'un au téléphone | transférez-moi à un conseiller svp |
  Ich brauche einen menschlichen Ansprechpartner | Bitte einen Mitarbeiter |
  ich will mit jemandem sprechen der sich auskennt | quero falar com uma pessoa real |
  me passa pra um atendente humano | fatemi parlare con un operatore | vorrei un consulente umano
`);

const NO_REQUESTS = sentences(`
  I don't want to talk to a human | no need for an agent | not an agent, just tell me |
  please don't transfer me | don't connect me to an agent | I'd like to do this without talking to anyone |
  without having to speak to a representative | instead of talking to an agent, can I do it online? |
  rather not speak to a person | I'd rather talk to you than to a human | never mind the agent |
  cancel the agent | I no longer need an agent | I already spoke to an agent |
  I spoke to a representative yesterday and she said it was fine | the agent told me it was covered |
  an agent called me last week | your representative promised a refund | I talked to someone last week |
  are you a human or a bot? | are you a real person? | am I talking to a human? |
  am I speaking with a real person | is this a human | is this a real agent? |
  do I have to talk to an agent? | will I need to speak to someone? |
  do I need to speak to an agent to cancel? | what does an agent do | how many agents do you have |
  what is the agent fee | travel agent | my travel agent booked the flight |
  I want to talk to my travel agent about the trip, does the policy cover it? |
  the agent who sold me my policy | The agent who sold me my policy said flood was included |
  human resources | it was human error | the person insured | who is the person insured on this policy? |
  the person who hit my car drove away | someone hit my car | someone stole my phone |
  the operator of the other vehicle | the manager of my building wants a certificate |
  my manager asked me for proof of insurance | add a person to my policy |
  I want to add someone to my policy | can someone else drive my car | I want to insure a person |
  how many people are covered | what does it cost per person | can I pay in person |
  transfer my policy to another person | can I transfer the car to someone |
  I lent the car to a person I know | customer service hours | customer service number |
  what's your customer service number? | what are the customer service hours |
  when are your agents available | I am not a robot | you are not a human | thanks agent |
  hi agent, what is the status of my claim? | I want to contact the person who hit me | no human please |
  no agent please | I do not need a human | I'd rather not talk to anyone |
  please do not make me talk to a representative | I don't want to be transferred |
  is an agent required for that? | before I speak to someone, can you tell me my deductible? |
  what happens if I talk to an agent? | can someone tell me what the deductible is |
  can someone help me with my claim | does your agent earn a commission | insurance agent license |
  I work as a real estate agent | I am a claims manager by profession | my wife is a manager |
  I cleaned it with a bleaching agent | I need someone to tow my car | send someone to look at the damage |
  file a claim | what does my policy cover | my claim number is CL-2041 | connect me to the wifi |
  transfer me 100 euros | can you transfer the money to my account | call me Bob | I called someone |
  What is the phone number of customer support? | I was a passenger and another person was driving |
  three people were in the car | you sound like a human | Do you think a human could do better? |
  nobody was hurt, no person involved | My son is the main operator of the car | how do I become an agent |
  the support beam in the basement broke | does it include roadside support |
  my phone and tech support plan | I want to change the person named on my policy |
  I don't need to speak to anyone, thanks | It's illegal to drive without insurance? |
  I need the agent number from my contract | No quiero hablar con un humano | no necesito un agente |
  ¿eres una persona o un robot? | agente de viajes | una persona me chocó el coche |
  quiero asegurar a otra persona | la persona asegurada | ¿cuál es el horario de atención al cliente? |
  Je ne veux pas parler à un humain | pas besoin d'un conseiller | êtes-vous un humain ou un robot ? |
  une personne a percuté ma voiture | la personne assurée | agent de voyage |
  Ich möchte nicht mit einem Menschen sprechen | ich brauche keinen Mitarbeiter |
  Bist du ein Mensch oder ein Bot? | eine Person ist mir ins Auto gefahren |
  Muss ich mit einem Mitarbeiter sprechen? | die versicherte Person | não quero falar com uma pessoa |
  não preciso de um atendente | você é uma pessoa ou um robô? | uma pessoa bateu no meu carro |
  non voglio parlare con un operatore | non ho bisogno di un operatore | sei una persona o un robot? |
  una persona ha urtato la mia auto | You're not a real person, are you? |
  Who am I chatting with, a human? | Do I speak with a bot or a person? |
  Will an agent contact me about the claim? | When will an adjuster come? |
  Will someone call me about my claim? | Has an agent looked at my claim? | who is my agent? |
  what is my agent's name? | How do I add my husband as a second person? | Someone broke into my house |
  someone scratched my car in the parking lot | I think someone is using my account |
  the other driver was talking to someone on the phone | There was a person in the road |
  I'm a representative of my late mother's estate | I am the account manager at my company |
  does my policy cover a rental for another person | no, I don't want an agent |
  no I do not want to speak with anyone right now | I'm good, no human needed |
  I don't think I need a human for this | you don't need to transfer me |
  there's no need to escalate this | please do not escalate | don't call me |
  Please don't call me, email only | no phone calls please | I'd prefer not to talk to anybody |
  Can I do it by myself, without an agent? | do it without a human |
  is it possible without talking to an agent? | can I avoid speaking to a representative |
  Rather than an agent, can you help me? | you are better than a human agent |
  you helped me more than the human agent did | your agent was very rude to me |
  the representative I spoke with said 200 euros | I had a chat with a person named Maria |
  Maria from customer service said it's covered | customer service told me to wait |
  is customer service open on Sunday? | what are your opening hours |
  What's the phone number for customer service | how long have you had human agents |
  What's the difference between an agent and a broker? | agent code 4432 | I lost my agent number |
  does liability insurance cover injured people? | is a person who borrows my car insured? |
  how much per person per year | a person fell on my stairs | people at the scene took photos |
  my manager wants a letter | the hotel manager signed the report | the bus operator denied liability |
  my tour operator went bankrupt | my doctor is a specialist | I saw a specialist, is it covered? |
  does my policy cover a specialist visit | I need a specialist doctor, is that covered? |
  do you cover staff members of my company | what should I say to the other person |
  I want to thank the agent | thank your staff for me | please tell the agent thanks |
  connect my bank account | how do I transfer my policy to a new car |
  I want to transfer ownership to somebody | my support animal | call the police |
  I called the police and someone wrote a report | I can talk now | let's talk about my claim |
  can we talk about my policy | I want to talk about my deductible | chat | hello is this working |
  are there any real discounts | real estate insurance | what is human error cover? |
  live updates of my claim | my lawyer is my representative | estoy hablando con una persona? |
  ¿tengo que hablar con un agente? | prefiero no hablar con nadie | una persona resultó herida |
  otra persona conducía mi coche | mi agente me dijo que estaba cubierto |
  est-ce que je parle à un robot ? | je parle à un humain ? | dois-je parler à un conseiller ? |
  le conseiller m'a dit que c'était couvert | quelqu'un a volé mon vélo |
  inutile de me passer un conseiller | sind Sie ein Mensch? | Spreche ich mit einem Menschen? |
  jemand hat mein Fahrrad gestohlen | der Mitarbeiter hat gesagt, es sei versichert |
  Ich habe gestern mit einem Mitarbeiter gesprochen | Ich will keinen Menschen sprechen |
  estou falando com um robô? | alguém roubou meu carro | o atendente disse que estava coberto |
  sto parlando con una persona? | qualcuno ha rubato la mia auto | l'operatore mi ha detto di aspettare |
  Was I talking to a human before? | are all of your agents busy? | What can an agent do that you can't? |
  I'd prefer to solve this here rather than with an agent | I do not feel like talking to anyone today |
  there is no need to involve a human | don't bother connecting me with anyone | no transfer please |
  please stop transferring me | I just talked to your manager and he approved it |
  your colleague Maria asked me to send photos | my agent told me you would pay |
  the person on the phone said two weeks | someone from your company called me, what was it about? |
  did anyone call me yesterday? | who handles my claim? |
  what is the name of the person handling my claim? | I'm a customer service representative myself |
  I manage a team of agents | can a second person be added to the contract? |
  the other person was at fault | a man ran into my car | a woman backed into my parked car |
  my colleague drove the car | my boss pays the premium | is my assistant covered when she drives? |
  do you insure people with pre-existing conditions | how many people can drive my car |
  Can people over 70 get insurance? | how do I talk my way out of a ticket |
  the bot was helpful, thank you | you're the best bot ever | are bots allowed to file claims |
  the machine in my workshop broke | my washing machine flooded the kitchen | my computer was stolen |
  support documents for my claim | what documents support my claim | can you help me |
  I need help with my claim | help | please help me now | call center damage insurance |
  what does contact lens cover cost | the contact person on my policy is wrong |
  change the contact person | my emergency contact is my wife | how can I reach the repair shop? |
  transfer my no claims bonus | I'd like to connect my smart alarm for a discount |
  can you put me down as a second driver | put my wife on the policy | get me a quote |
  give me the details | send me the documents | no necesito hablar con nadie gracias |
  ¿cuántas personas están aseguradas? | el otro conductor no quiso hablar conmigo |
  mi abogado es mi representante | pas la peine de me passer quelqu'un |
  combien de personnes sont assurées ? | un homme a percuté ma voiture |
  wie viele Personen sind versichert? | niemand wurde verletzt |
  der Chef der Werkstatt hat unterschrieben | nein, kein Mitarbeiter nötig |
  quantas pessoas estão seguradas? | não precisa me transferir | quante persone sono assicurate? |
  non serve che mi passi un operatore |
  Is the agent who visited me still working for you? | Your agent never showed up |
  the adjuster said the car is a total loss | why did the representative hang up on me? |
  can I get the name of the manager who signed the letter |
  I was told by a person at the desk that it's free | Do agents get paid per contract? |
  Don't send anyone, I will fix it myself | I'm fine talking to you | you're doing great for a bot |
  are you sure you're not a human? | is anyone else insured on my policy? | can anybody drive my car? |
  my manager drove the company car | who signed the contract, was it an agent? |
  The person at fault admitted it | How many claims did people file last year? |
  I met the other driver, he was a nice guy | please contact the garage, not me |
  contact details of the other driver | how can I contact you by mail? | I need a lawyer? no, just asking |
  does the insurance cover an assistant for my disabled son? | there was nobody at the office |
  is someone going to inspect the damage? | when does the expert come to look at the roof |
  the expert's report is attached | my human rights were violated lol | talk is cheap | speak English? |
  can you speak German? | let's chat about coverage | call the workshop | I called twice |
  I'd prefer an email over a call | no calls please, no agents, just text | without an agent please |
  I can handle it without your staff | nadie me llamó | un agente vino a mi casa ayer |
  el perito es una persona amable | un conseiller est venu hier | la personne en face a fait un constat |
  Ein Gutachter war gestern da | ich habe schon mit dem Berater geredet | o perito falou comigo ontem |
  il perito è una persona gentile
`);

function sentences(text: string): string[] {
  return text
    .split(/[|\n]/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

describe('H4.1 an explicit request for a person', () => {
  test.each(REQUESTS)('asks: %s', (sentence) => {
    expect(scoreHumanRequest(sentence)?.score ?? 0).toBeGreaterThanOrEqual(REQUEST_THRESHOLD);
  });

  test.each(NO_REQUESTS)('does not ask: %s', (sentence) => {
    expect(scoreHumanRequest(sentence)?.score ?? 0).toBeLessThan(REQUEST_THRESHOLD);
  });

  test.each([
    'i want to tlak to a humna',
    'speakt o an agent',
    'please conect me toa person',
    'get me a supervisro',
    'can i tal with somoene',
    'xan I speak to a person',
    'talk to ahuman',
  ])('misspelt: %s', (sentence) => {
    expect(scoreHumanRequest(sentence)?.score ?? 0).toBeGreaterThanOrEqual(REQUEST_THRESHOLD);
  });

  test('the words that ask are quoted, and the language is told', () => {
    expect(scoreHumanRequest('Hola. ¡Quiero hablar con una persona! Gracias.')).toMatchObject({
      quote: 'Quiero hablar con una persona',
      language: 'es',
    });
  });

  test('a vague wish scores between asking and handing over', () => {
    const score = scoreHumanRequest('How can I contact customer support?')?.score ?? 0;
    expect(score).toBeGreaterThanOrEqual(0.5);
    expect(score).toBeLessThan(REQUEST_THRESHOLD);
  });

  test('the request at the end of a very long message is found', () => {
    const story = 'The pipe in the kitchen burst and the floor is wet. '.repeat(120);
    expect(scoreHumanRequest(`${story} Please let me talk to a person.`)?.score).toBeGreaterThan(0.9);
  });

  test.each([
    'could my case land on the desk of one of your colleagues',
    'this calls for a pair of human eyes',
    'preferiría que lo viera uno de sus compañeros',
    'un de vos collègues pourrait reprendre mon dossier ?',
    'Mir wäre es lieber, wenn sich das ein Mensch ansieht',
    'seria melhor um funcionário ver isso',
    'preferirei che se ne occupasse un suo collega',
    'kan een collega hier naar kijken',
  ])('no rule knows the words, the n-grams do: %s', (sentence) => {
    expect(scoreHumanRequest(sentence)).toMatchObject({ rule: 'n-grams' });
    expect(scoreHumanRequest(sentence)?.score ?? 0).toBeGreaterThanOrEqual(REQUEST_THRESHOLD);
  });

  test.each([
    'qiero hablar con una prsona',
    'je voudrais parler à un conseillr',
    'Ich möchte mit einem Mitarbieter sprechen',
    'quero falr com um atendnete',
    'voglio palrare con un opertaore',
  ])('misspelt in another language: %s', (sentence) => {
    expect(scoreHumanRequest(sentence)?.score ?? 0).toBeGreaterThanOrEqual(REQUEST_THRESHOLD);
  });

  test.each(['asdf qwer zxcv', '1234567', 'k k k k', 'Menschenrechte', '\u{1F600}\u{1F600}', '?!'])(
    'nothing of the kind: %s',
    (text) => {
      expect(scoreHumanRequest(text)?.score ?? 0).toBeLessThan(REQUEST_THRESHOLD);
    },
  );

  test('a request in the middle of a sentence that has no punctuation', () => {
    const text = 'Meine Bestellung ist seit drei Wochen weg und ich will jetzt mit jemandem sprechen';
    expect(scoreHumanRequest(text)?.score ?? 0).toBeGreaterThanOrEqual(REQUEST_THRESHOLD);
  });

  test('who to ask about something is asked about, not acted on', () => {
    const score = scoreHumanRequest('Who can I talk to regarding fees?')?.score ?? 0;
    expect(score).toBeGreaterThanOrEqual(0.5);
    expect(score).toBeLessThan(REQUEST_THRESHOLD);
  });
});
