/** Something that only a person of the company has said, and how a customer asks for it afterwards. */
export interface StatedFact {
  readonly language: string;
  readonly fact: string;
  /** What an answer has to hold. */
  readonly key: string;
  readonly questions: readonly [string, string];
}

/* language | what an answer has to hold | what the person said | a question | another */
const SHOP = `
en|14 March|The refund will be on your account on 14 March.|When will I get my refund?|when does the money come
en|85.50|You will receive 85.50 euros back from us.|How much do I get back?|what amount will be refunded?
en|KX-48213|Your case number is KX-48213, please keep it.|What was my case number again?|can you give me the number of the case
en|030 5557788|You can reach our warehouse directly on 030 5557788.|What's the phone number of the warehouse?|which number do I call for the warehouse?
en|Thursday|The technician comes on Thursday between 9 and 12.|When is the technician coming?|what day was the technician visit?
en|SORRY20|I made a voucher for you with the code SORRY20.|What is the voucher code?|which code do I enter for the voucher
en|Mill Lane 7|We are sending the new lamp to Mill Lane 7.|Where do you send the lamp?|what address does the new lamp go to?
en|Okafor|Mr Okafor from our legal team looks after your complaint.|Who looks after my complaint?|who is handling the complaint now?
es|14 de marzo|El reembolso estará en su cuenta el 14 de marzo.|¿Cuándo recibiré el reembolso?|cuando me llega el dinero del reembolso
es|85,50|Le devolveremos 85,50 euros.|¿Cuánto me devuelven?|qué cantidad me van a devolver?
es|KX-48213|Su número de caso es KX-48213, guárdelo por favor.|¿Cuál era mi número de caso?|me puede dar otra vez el número del caso
es|030 5557788|Puede llamar directamente al almacén al 030 5557788.|¿Cuál es el teléfono del almacén?|a qué número llamo para el almacén?
es|jueves|El técnico irá el jueves entre las 9 y las 12.|¿Cuándo viene el técnico?|qué día era la visita del técnico?
es|SORRY20|Le he creado un vale con el código SORRY20.|¿Cuál es el código del vale?|qué código pongo para el vale
es|Calle Molino 7|Enviamos la lámpara nueva a la Calle Molino 7.|¿Adónde envían la lámpara?|a qué dirección va la lámpara nueva?
es|Okafor|El señor Okafor de nuestro equipo jurídico se ocupa de su queja.|¿Quién se ocupa de mi queja?|quién lleva ahora la queja?
de|14. März|Die Erstattung ist am 14. März auf Ihrem Konto.|Wann bekomme ich meine Erstattung?|wann kommt das geld für die erstattung
de|85,50|Sie bekommen 85,50 Euro von uns zurück.|Wie viel bekomme ich zurück?|welchen Betrag erhalte ich zurück?
de|KX-48213|Ihre Vorgangsnummer ist KX-48213, bitte heben Sie sie auf.|Wie war noch mal meine Vorgangsnummer?|können Sie mir die vorgangsnummer geben
de|030 5557788|Das Lager erreichen Sie direkt unter 030 5557788.|Wie ist die Telefonnummer vom Lager?|unter welcher Nummer erreiche ich das Lager?
de|Donnerstag|Der Techniker kommt am Donnerstag zwischen 9 und 12 Uhr.|Wann kommt der Techniker?|an welchem Tag war der Termin mit dem Techniker?
de|SORRY20|Ich habe Ihnen einen Gutschein mit dem Code SORRY20 erstellt.|Wie lautet der Gutscheincode?|welchen code gebe ich für den gutschein ein
de|Mühlweg 7|Wir schicken die neue Lampe in den Mühlweg 7.|Wohin schicken Sie die Lampe?|an welche Adresse geht die neue Lampe?
de|Okafor|Herr Okafor aus unserer Rechtsabteilung kümmert sich um Ihre Beschwerde.|Wer kümmert sich um meine Beschwerde?|wer bearbeitet jetzt die Beschwerde?
fr|14 mars|Le remboursement sera sur votre compte le 14 mars.|Quand vais-je recevoir mon remboursement ?|quand est-ce que l'argent du remboursement arrive
fr|85,50|Vous recevrez 85,50 euros de notre part.|Combien vais-je recevoir ?|quel montant allez-vous me rembourser ?
fr|KX-48213|Votre numéro de dossier est KX-48213, gardez-le bien.|Quel était mon numéro de dossier ?|pouvez-vous me redonner le numéro du dossier
fr|030 5557788|Vous pouvez joindre l'entrepôt directement au 030 5557788.|Quel est le téléphone de l'entrepôt ?|à quel numéro j'appelle l'entrepôt ?
fr|jeudi|Le technicien passera jeudi entre 9 et 12 heures.|Quand passe le technicien ?|c'était quel jour la visite du technicien ?
fr|SORRY20|Je vous ai créé un bon d'achat avec le code SORRY20.|Quel est le code du bon d'achat ?|quel code je dois entrer pour le bon
fr|7 rue du Moulin|Nous envoyons la nouvelle lampe au 7 rue du Moulin.|Où envoyez-vous la lampe ?|à quelle adresse part la nouvelle lampe ?
fr|Okafor|Monsieur Okafor de notre service juridique s'occupe de votre réclamation.|Qui s'occupe de ma réclamation ?|qui traite la réclamation maintenant ?
it|14 marzo|Il rimborso sarà sul suo conto il 14 marzo.|Quando riceverò il rimborso?|quando arrivano i soldi del rimborso
it|85,50|Le restituiremo 85,50 euro.|Quanto mi restituite?|che importo mi verrà restituito?
it|KX-48213|Il suo numero di pratica è KX-48213, lo conservi.|Qual era il mio numero di pratica?|mi può ridare il numero della pratica
it|030 5557788|Può chiamare direttamente il magazzino allo 030 5557788.|Qual è il telefono del magazzino?|a che numero chiamo il magazzino?
it|giovedì|Il tecnico viene giovedì tra le 9 e le 12.|Quando viene il tecnico?|che giorno era la visita del tecnico?
it|SORRY20|Le ho creato un buono con il codice SORRY20.|Qual è il codice del buono?|che codice inserisco per il buono
it|Via Mulino 7|Spediamo la lampada nuova in Via Mulino 7.|Dove spedite la lampada?|a quale indirizzo va la lampada nuova?
it|Okafor|Il signor Okafor del nostro ufficio legale si occupa del suo reclamo.|Chi si occupa del mio reclamo?|chi segue adesso il reclamo?
pt|14 de março|O reembolso estará na sua conta no dia 14 de março.|Quando vou receber o reembolso?|quando chega o dinheiro do reembolso
pt|85,50|Vamos devolver-lhe 85,50 euros.|Quanto me devolvem?|que valor vão devolver?
pt|KX-48213|O seu número de processo é KX-48213, guarde-o por favor.|Qual era o meu número de processo?|pode dar-me outra vez o número do processo
pt|030 5557788|Pode ligar diretamente para o armazém pelo 030 5557788.|Qual é o telefone do armazém?|para que número ligo para o armazém?
pt|quinta-feira|O técnico vai na quinta-feira entre as 9 e as 12.|Quando vem o técnico?|em que dia era a visita do técnico?
pt|SORRY20|Criei um vale para si com o código SORRY20.|Qual é o código do vale?|que código coloco para o vale
pt|Rua do Moinho 7|Vamos enviar o candeeiro novo para a Rua do Moinho 7.|Para onde enviam o candeeiro?|para que morada vai o candeeiro novo?
pt|Okafor|O senhor Okafor do nosso departamento jurídico trata da sua reclamação.|Quem trata da minha reclamação?|quem está com a reclamação agora?
nl|14 maart|De terugbetaling staat op 14 maart op uw rekening.|Wanneer krijg ik mijn terugbetaling?|wanneer komt het geld van de terugbetaling
nl|85,50|U krijgt 85,50 euro van ons terug.|Hoeveel krijg ik terug?|welk bedrag krijg ik terug?
nl|KX-48213|Uw dossiernummer is KX-48213, bewaar het goed.|Wat was mijn dossiernummer ook alweer?|kunt u mij het dossiernummer geven
nl|030 5557788|U kunt het magazijn rechtstreeks bereiken op 030 5557788.|Wat is het telefoonnummer van het magazijn?|op welk nummer bereik ik het magazijn?
nl|donderdag|De monteur komt donderdag tussen 9 en 12 uur.|Wanneer komt de monteur?|op welke dag was de afspraak met de monteur?
nl|SORRY20|Ik heb een tegoedbon voor u gemaakt met de code SORRY20.|Wat is de code van de tegoedbon?|welke code vul ik in voor de tegoedbon
nl|Molenweg 7|We sturen de nieuwe lamp naar Molenweg 7.|Waar sturen jullie de lamp heen?|naar welk adres gaat de nieuwe lamp?
nl|Okafor|Meneer Okafor van onze juridische afdeling behandelt uw klacht.|Wie behandelt mijn klacht?|wie is er nu met de klacht bezig?
`;

const REPAIRS = `
en|claims@harbour.example|Please send the photos to claims@harbour.example.|Where should I send the photos?|what was the email for the pictures?
en|strike|Your parcel is late because of a strike at the port.|Why is my parcel late?|what is the reason for the delay of my parcel
en|25 euros|I will only charge you 25 euros for the second repair.|What does the second repair cost?|how much is the repair?
en|30 days|You have 30 days to return the jacket.|How long do I have to return the jacket?|until when can I send the jacket back?
en|Skoda|You get a Skoda as a courtesy car from us.|Which courtesy car do I get?|what car am I getting meanwhile?
en|passport|For the transfer of ownership we need a copy of your passport.|What do you need for the transfer of ownership?|which document was it for the ownership transfer?
en|31 December|Your subscription ends on 31 December and is not renewed.|When does my subscription end?|is my subscription cancelled?
es|claims@harbour.example|Envíe las fotos a claims@harbour.example, por favor.|¿Adónde mando las fotos?|cuál era el correo para las fotos?
es|huelga|Su paquete llega tarde por una huelga en el puerto.|¿Por qué llega tarde mi paquete?|cuál es el motivo del retraso del paquete
es|25 euros|Solo le cobraré 25 euros por la segunda reparación.|¿Cuánto cuesta la segunda reparación?|qué me cobran por la reparación?
es|30 días|Tiene 30 días para devolver la chaqueta.|¿Cuánto tiempo tengo para devolver la chaqueta?|hasta cuándo puedo devolver la chaqueta?
es|Skoda|Le damos un Skoda como coche de sustitución.|¿Qué coche de sustitución me dan?|qué coche tendré mientras tanto?
es|pasaporte|Para el cambio de titular necesitamos una copia de su pasaporte.|¿Qué necesitan para el cambio de titular?|qué documento era para el cambio de titular?
es|31 de diciembre|Su suscripción termina el 31 de diciembre y no se renueva.|¿Cuándo termina mi suscripción?|está cancelada mi suscripción?
de|claims@harbour.example|Bitte schicken Sie die Fotos an claims@harbour.example.|Wohin soll ich die Fotos schicken?|wie war die E-Mail-Adresse für die Bilder?
de|Streik|Ihr Paket ist wegen eines Streiks im Hafen verspätet.|Warum ist mein Paket verspätet?|was ist der Grund für die Verspätung von meinem Paket
de|25 Euro|Für die zweite Reparatur berechne ich Ihnen nur 25 Euro.|Was kostet die zweite Reparatur?|wie teuer ist die Reparatur?
de|30 Tage|Sie haben 30 Tage Zeit, die Jacke zurückzugeben.|Wie lange habe ich Zeit, die Jacke zurückzugeben?|bis wann kann ich die jacke zurückschicken?
de|Skoda|Sie bekommen von uns einen Skoda als Ersatzwagen.|Welchen Ersatzwagen bekomme ich?|was für ein Auto bekomme ich solange?
de|Reisepass|Für die Umschreibung brauchen wir eine Kopie Ihres Reisepasses.|Was brauchen Sie für die Umschreibung?|welches Dokument war das für die Umschreibung?
de|31. Dezember|Ihr Abo endet am 31. Dezember und verlängert sich nicht.|Wann endet mein Abo?|ist mein abo gekündigt?
fr|claims@harbour.example|Envoyez les photos à claims@harbour.example, s'il vous plaît.|Où dois-je envoyer les photos ?|c'était quelle adresse mail pour les photos ?
fr|grève|Votre colis est en retard à cause d'une grève au port.|Pourquoi mon colis est-il en retard ?|quelle est la raison du retard du colis
fr|25 euros|Je ne vous facture que 25 euros pour la deuxième réparation.|Combien coûte la deuxième réparation ?|c'est combien la réparation ?
fr|30 jours|Vous avez 30 jours pour renvoyer la veste.|Combien de temps ai-je pour renvoyer la veste ?|jusqu'à quand je peux renvoyer la veste ?
fr|Skoda|Nous vous donnons une Skoda comme voiture de remplacement.|Quelle voiture de remplacement vais-je avoir ?|quelle voiture j'aurai en attendant ?
fr|passeport|Pour le changement de titulaire il nous faut une copie de votre passeport.|Que vous faut-il pour le changement de titulaire ?|c'était quel document pour le changement de titulaire ?
fr|31 décembre|Votre abonnement se termine le 31 décembre et n'est pas renouvelé.|Quand se termine mon abonnement ?|mon abonnement est résilié ?
it|claims@harbour.example|Mandi le foto a claims@harbour.example, per favore.|Dove devo mandare le foto?|qual era la mail per le foto?
it|sciopero|Il suo pacco è in ritardo per uno sciopero al porto.|Perché il mio pacco è in ritardo?|qual è il motivo del ritardo del pacco
it|25 euro|Le addebito solo 25 euro per la seconda riparazione.|Quanto costa la seconda riparazione?|quanto viene la riparazione?
it|30 giorni|Ha 30 giorni per restituire la giacca.|Quanto tempo ho per restituire la giacca?|fino a quando posso restituire la giacca?
it|Skoda|Le diamo una Skoda come auto sostitutiva.|Quale auto sostitutiva mi date?|che auto avrò nel frattempo?
it|passaporto|Per il cambio di intestatario ci serve una copia del suo passaporto.|Cosa vi serve per il cambio di intestatario?|che documento era per il cambio di intestatario?
it|31 dicembre|Il suo abbonamento finisce il 31 dicembre e non si rinnova.|Quando finisce il mio abbonamento?|il mio abbonamento è disdetto?
pt|claims@harbour.example|Envie as fotos para claims@harbour.example, por favor.|Para onde devo enviar as fotos?|qual era o email para as fotos?
pt|greve|A sua encomenda está atrasada por causa de uma greve no porto.|Porque é que a minha encomenda está atrasada?|qual é o motivo do atraso da encomenda
pt|25 euros|Só lhe cobro 25 euros pela segunda reparação.|Quanto custa a segunda reparação?|quanto fica a reparação?
pt|30 dias|Tem 30 dias para devolver o casaco.|Quanto tempo tenho para devolver o casaco?|até quando posso devolver o casaco?
pt|Skoda|Damos-lhe um Skoda como carro de substituição.|Que carro de substituição me dão?|que carro vou ter entretanto?
pt|passaporte|Para a mudança de titular precisamos de uma cópia do seu passaporte.|O que precisam para a mudança de titular?|que documento era para a mudança de titular?
pt|31 de dezembro|A sua subscrição termina a 31 de dezembro e não é renovada.|Quando termina a minha subscrição?|a minha subscrição está cancelada?
nl|claims@harbour.example|Stuur de foto's naar claims@harbour.example, alstublieft.|Waar moet ik de foto's heen sturen?|wat was het e-mailadres voor de foto's?
nl|staking|Uw pakket is te laat door een staking in de haven.|Waarom is mijn pakket te laat?|wat is de reden van de vertraging van mijn pakket
nl|25 euro|Ik reken maar 25 euro voor de tweede reparatie.|Wat kost de tweede reparatie?|hoe duur is de reparatie?
nl|30 dagen|U heeft 30 dagen om de jas terug te sturen.|Hoe lang heb ik om de jas terug te sturen?|tot wanneer kan ik de jas terugsturen?
nl|Skoda|U krijgt van ons een Skoda als vervangende auto.|Welke vervangende auto krijg ik?|wat voor auto krijg ik ondertussen?
nl|paspoort|Voor de overdracht hebben we een kopie van uw paspoort nodig.|Wat hebben jullie nodig voor de overdracht?|welk document was het voor de overdracht?
nl|31 december|Uw abonnement eindigt op 31 december en wordt niet verlengd.|Wanneer eindigt mijn abonnement?|is mijn abonnement opgezegd?
`;

const CLAIMS = `
en|412|I moved you to room 412 with a balcony.|Which room do I have now?|what's my new room number
en|Monday|Your line will be switched on next Monday at 8 in the morning.|When will my line be switched on?|when does the line work?
en|Lindqvist|Dr Lindqvist will call you about the results.|Who will call me about the results?|which doctor is going to call me?
en|19.90|Your monthly fee goes down to 19.90 euros.|How much do I pay per month now?|what is the new monthly fee?
en|kiosk|You can pick up the keys at the kiosk in the main station.|Where do I pick up the keys?|where are the keys?
en|lapsed|The damage was rejected because the contract had lapsed in June.|Why was the damage rejected?|what was the reason for the rejection
en|allowed|Dogs are allowed in the apartment, I have asked the owner.|Are dogs allowed in the apartment?|can I bring my dog to the apartment?
es|412|Le he cambiado a la habitación 412 con balcón.|¿Qué habitación tengo ahora?|cuál es mi nuevo número de habitación
es|lunes|Su línea se activará el próximo lunes a las 8 de la mañana.|¿Cuándo se activa mi línea?|cuándo funciona la línea?
es|Lindqvist|La doctora Lindqvist le llamará por los resultados.|¿Quién me llamará por los resultados?|qué doctora me va a llamar?
es|19,90|Su cuota mensual baja a 19,90 euros.|¿Cuánto pago al mes ahora?|cuál es la nueva cuota mensual?
es|quiosco|Puede recoger las llaves en el quiosco de la estación central.|¿Dónde recojo las llaves?|dónde están las llaves?
es|vencido|El siniestro fue rechazado porque el contrato había vencido en junio.|¿Por qué fue rechazado el siniestro?|cuál fue el motivo del rechazo
es|permitidos|Los perros están permitidos en el apartamento, lo he preguntado al dueño.|¿Están permitidos los perros en el apartamento?|puedo llevar a mi perro al apartamento?
de|412|Ich habe Sie in Zimmer 412 mit Balkon umgebucht.|Welches Zimmer habe ich jetzt?|wie ist meine neue zimmernummer
de|Montag|Ihr Anschluss wird nächsten Montag um 8 Uhr freigeschaltet.|Wann wird mein Anschluss freigeschaltet?|wann geht der anschluss?
de|Lindqvist|Dr. Lindqvist ruft Sie wegen der Ergebnisse an.|Wer ruft mich wegen der Ergebnisse an?|welcher Arzt ruft mich an?
de|19,90|Ihr Monatsbeitrag sinkt auf 19,90 Euro.|Wie viel zahle ich jetzt im Monat?|wie hoch ist der neue monatsbeitrag?
de|Kiosk|Die Schlüssel können Sie am Kiosk im Hauptbahnhof abholen.|Wo hole ich die Schlüssel ab?|wo sind die schlüssel?
de|ausgelaufen|Der Schaden wurde abgelehnt, weil der Vertrag im Juni ausgelaufen war.|Warum wurde der Schaden abgelehnt?|was war der Grund für die Ablehnung
de|erlaubt|Hunde sind in der Wohnung erlaubt, ich habe beim Vermieter nachgefragt.|Sind Hunde in der Wohnung erlaubt?|kann ich meinen hund in die wohnung mitbringen?
fr|412|Je vous ai mis dans la chambre 412 avec balcon.|Quelle chambre ai-je maintenant ?|quel est mon nouveau numéro de chambre
fr|lundi|Votre ligne sera activée lundi prochain à 8 heures.|Quand ma ligne sera-t-elle activée ?|quand marche la ligne ?
fr|Lindqvist|Le docteur Lindqvist vous appellera pour les résultats.|Qui va m'appeler pour les résultats ?|quel docteur va m'appeler ?
fr|19,90|Votre mensualité baisse à 19,90 euros.|Combien je paie par mois maintenant ?|quelle est la nouvelle mensualité ?
fr|kiosque|Vous pouvez retirer les clés au kiosque de la gare centrale.|Où est-ce que je retire les clés ?|où sont les clés ?
fr|échu|Le sinistre a été refusé parce que le contrat était échu en juin.|Pourquoi le sinistre a-t-il été refusé ?|quelle était la raison du refus
fr|autorisés|Les chiens sont autorisés dans l'appartement, j'ai demandé au propriétaire.|Les chiens sont-ils autorisés dans l'appartement ?|je peux amener mon chien dans l'appartement ?
it|412|L'ho spostata nella camera 412 con balcone.|Quale camera ho adesso?|qual è il mio nuovo numero di camera
it|lunedì|La sua linea sarà attivata lunedì prossimo alle 8.|Quando sarà attivata la mia linea?|quando funziona la linea?
it|Lindqvist|La dottoressa Lindqvist la chiamerà per i risultati.|Chi mi chiamerà per i risultati?|quale dottoressa mi chiama?
it|19,90|Il suo canone mensile scende a 19,90 euro.|Quanto pago al mese adesso?|qual è il nuovo canone mensile?
it|edicola|Può ritirare le chiavi all'edicola della stazione centrale.|Dove ritiro le chiavi?|dove sono le chiavi?
it|scaduto|Il sinistro è stato respinto perché il contratto era scaduto a giugno.|Perché il sinistro è stato respinto?|qual era il motivo del rifiuto
it|ammessi|I cani sono ammessi nell'appartamento, ho chiesto al proprietario.|I cani sono ammessi nell'appartamento?|posso portare il cane nell'appartamento?
pt|412|Mudei-o para o quarto 412 com varanda.|Que quarto tenho agora?|qual é o meu novo número de quarto
pt|segunda-feira|A sua linha será ativada na próxima segunda-feira às 8.|Quando será ativada a minha linha?|quando funciona a linha?
pt|Lindqvist|A doutora Lindqvist vai ligar-lhe por causa dos resultados.|Quem me vai ligar por causa dos resultados?|que doutora me vai ligar?
pt|19,90|A sua mensalidade desce para 19,90 euros.|Quanto pago por mês agora?|qual é a nova mensalidade?
pt|quiosque|Pode levantar as chaves no quiosque da estação central.|Onde levanto as chaves?|onde estão as chaves?
pt|caducado|O sinistro foi recusado porque o contrato tinha caducado em junho.|Porque foi recusado o sinistro?|qual foi o motivo da recusa
pt|permitidos|Os cães são permitidos no apartamento, perguntei ao dono.|Os cães são permitidos no apartamento?|posso levar o meu cão para o apartamento?
nl|412|Ik heb u omgeboekt naar kamer 412 met balkon.|Welke kamer heb ik nu?|wat is mijn nieuwe kamernummer
nl|maandag|Uw lijn wordt volgende maandag om 8 uur aangesloten.|Wanneer wordt mijn lijn aangesloten?|wanneer werkt de lijn?
nl|Lindqvist|Dokter Lindqvist belt u over de uitslag.|Wie belt mij over de uitslag?|welke dokter belt mij?
nl|19,90|Uw maandbedrag gaat omlaag naar 19,90 euro.|Hoeveel betaal ik nu per maand?|wat is het nieuwe maandbedrag?
nl|kiosk|U kunt de sleutels ophalen bij de kiosk op het centraal station.|Waar haal ik de sleutels op?|waar zijn de sleutels?
nl|verlopen|De schade is afgewezen omdat het contract in juni was verlopen.|Waarom is de schade afgewezen?|wat was de reden van de afwijzing
nl|toegestaan|Honden zijn toegestaan in het appartement, ik heb het de eigenaar gevraagd.|Zijn honden toegestaan in het appartement?|mag ik mijn hond meenemen naar het appartement?
`;

const TRAVEL = `
en|Zurich|Your suitcase is in Zurich and comes with the evening flight.|Where is my suitcase?|when does my suitcase come?
en|3 years|The guarantee on the battery is 3 years.|How long is the guarantee on the battery?|what guarantee do I have for the battery?
en|Hansen|Your new adviser is Ms Hansen from the Oslo branch.|Who is my new adviser?|what's the name of the adviser?
en|QL-7719|For the parking use the permit QL-7719.|Which permit do I use for parking?|what was the parking permit?
es|Zúrich|Su maleta está en Zúrich y llega con el vuelo de la tarde.|¿Dónde está mi maleta?|cuándo llega mi maleta?
es|3 años|La garantía de la batería es de 3 años.|¿Cuánto dura la garantía de la batería?|qué garantía tengo para la batería?
es|Hansen|Su nueva asesora es la señora Hansen de la oficina de Oslo.|¿Quién es mi nueva asesora?|cómo se llama la asesora?
es|QL-7719|Para aparcar use el permiso QL-7719.|¿Qué permiso uso para aparcar?|cuál era el permiso para aparcar?
de|Zürich|Ihr Koffer ist in Zürich und kommt mit dem Abendflug.|Wo ist mein Koffer?|wann kommt mein koffer?
de|3 Jahre|Die Garantie auf den Akku beträgt 3 Jahre.|Wie lange ist die Garantie auf den Akku?|welche garantie habe ich für den akku?
de|Hansen|Ihre neue Beraterin ist Frau Hansen aus der Filiale Oslo.|Wer ist meine neue Beraterin?|wie heißt die beraterin?
de|QL-7719|Zum Parken nehmen Sie den Ausweis QL-7719.|Welchen Ausweis nehme ich zum Parken?|wie war der Parkausweis?
fr|Zurich|Votre valise est à Zurich et arrive avec le vol du soir.|Où est ma valise ?|quand arrive ma valise ?
fr|3 ans|La garantie de la batterie est de 3 ans.|Combien de temps dure la garantie de la batterie ?|quelle garantie j'ai pour la batterie ?
fr|Hansen|Votre nouvelle conseillère est madame Hansen de l'agence d'Oslo.|Qui est ma nouvelle conseillère ?|comment s'appelle la conseillère ?
fr|QL-7719|Pour vous garer, utilisez le permis QL-7719.|Quel permis j'utilise pour me garer ?|c'était quel permis pour se garer ?
it|Zurigo|La sua valigia è a Zurigo e arriva con il volo della sera.|Dov'è la mia valigia?|quando arriva la valigia?
it|3 anni|La garanzia sulla batteria è di 3 anni.|Quanto dura la garanzia sulla batteria?|che garanzia ho per la batteria?
it|Hansen|La sua nuova consulente è la signora Hansen della filiale di Oslo.|Chi è la mia nuova consulente?|come si chiama la consulente?
it|QL-7719|Per parcheggiare usi il permesso QL-7719.|Quale permesso uso per parcheggiare?|qual era il permesso per parcheggiare?
pt|Zurique|A sua mala está em Zurique e chega com o voo da noite.|Onde está a minha mala?|quando chega a mala?
pt|3 anos|A garantia da bateria é de 3 anos.|Quanto tempo dura a garantia da bateria?|que garantia tenho para a bateria?
pt|Hansen|A sua nova consultora é a senhora Hansen da agência de Oslo.|Quem é a minha nova consultora?|como se chama a consultora?
pt|QL-7719|Para estacionar use a licença QL-7719.|Que licença uso para estacionar?|qual era a licença para estacionar?
nl|Zürich|Uw koffer staat in Zürich en komt met de avondvlucht.|Waar is mijn koffer?|wanneer komt mijn koffer?
nl|3 jaar|De garantie op de accu is 3 jaar.|Hoe lang is de garantie op de accu?|welke garantie heb ik op de accu?
nl|Hansen|Uw nieuwe adviseur is mevrouw Hansen van het filiaal in Oslo.|Wie is mijn nieuwe adviseur?|hoe heet de adviseur?
nl|QL-7719|Gebruik voor het parkeren vergunning QL-7719.|Welke vergunning gebruik ik voor het parkeren?|wat was de parkeervergunning?
`;

/** Questions of other matters: no fact above answers them. */
export const OTHER_QUESTIONS: readonly string[] = [
  'how do I change my password?',
  'do you sell garden furniture?',
  'what are your opening hours on Sunday?',
  'can I pay with a credit card?',
  '¿cómo cambio mi contraseña?',
  '¿venden muebles de jardín?',
  '¿puedo pagar con tarjeta?',
  'wie ändere ich mein Passwort?',
  'verkaufen Sie auch Gartenmöbel?',
  'kann ich mit Kreditkarte bezahlen?',
  'comment changer mon mot de passe ?',
  'vendez-vous des meubles de jardin ?',
  'puis-je payer par carte ?',
  'come cambio la mia password?',
  'vendete mobili da giardino?',
  'posso pagare con la carta?',
  'como mudo a minha palavra-passe?',
  'vendem móveis de jardim?',
  'posso pagar com cartão?',
  'hoe verander ik mijn wachtwoord?',
  'verkopen jullie ook tuinmeubels?',
  'kan ik met creditcard betalen?',
  'hello',
  'thanks a lot',
  'danke schön',
  'what can you do for me?',
];

export const SHOP_FACTS: readonly StatedFact[] = read(SHOP);
export const REPAIR_FACTS: readonly StatedFact[] = read(REPAIRS);
export const CLAIM_FACTS: readonly StatedFact[] = read(CLAIMS);
export const TRAVEL_FACTS: readonly StatedFact[] = read(TRAVEL);

function read(table: string): StatedFact[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [language = '', key = '', fact = '', first = '', second = ''] = line.split('|');
      return { language, key, fact, questions: [first, second] };
    });
}
