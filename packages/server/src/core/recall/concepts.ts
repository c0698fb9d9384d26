/*
 * What customers call by different words than the company does. Each line is one idea: beginnings of folded words
 * in seven languages. A beginning may stand on several lines.
 */
const CONCEPTS: readonly string[] = [
  // Money that comes back
  'refund money reimburs repay repaid reembols devol devuel dinero erstatt ruckerstatt ruckzahl geld rembours argent rimbors restitu soldi denaro dinheiro estorn terugbetal teruggave',
  // To send, also back
  'send sent ship deliver return mail envi mand entreg devol schick send versend liefer zuruckgeb zuruckschick zuruckzugeb retour envo expedi livr renvo rend sped invi consegn restitu entrega sturen stuur verzend bezorg terugstur terug',
  'photo picture image pic foto imagen bild imagem afbeelding',
  'late delay overdue retras tard demor verspat verzoger spat retard ritard atras vertrag laat',
  'parcel package shipment order delivery paquete pedido envio paket sendung lieferung bestell colis livraison commande pacco spedizione ordin encomenda pakket zending',
  'car vehicle auto coche vehiculo wagen fahrzeug ersatzwagen mietwagen voiture vehicul macchina carro veiculo',
  'end finish cancel terminat expir run termin acab cancel caduc end kundig auslauf ablauf resili fini disdet disdic scad venc eindig opgezeg opzeg verlop',
  'subscription membership plan suscripc abono abo abonnement mitgliedschaft abbonamento assinatura subscric lidmaatschap contract contrato vertrag contrat contratto',
  'technician engineer mechanic repairman tecnico techniker monteur installat technicien reparateur mecanico mechaniker',
  'visit appointment slot termin besuch cita visita rendez visite appuntamento consulta afspraak bezoek',
  'repair fix repara reparier reparatur repar ripara conserto reparatie herstel',
  'complaint queja reclamac beschwerde reklamation reclamation plainte reclamo lamentela reclamacao queixa klacht',
  'handl look deal manag care takes process respons ocup encarg llev trata bearbeit kummer zustand betreu occup trait gere charge occup segu gesti trat responsav behandel bezig verantwoord',
  'voucher coupon discount gift vale cupon descuento gutschein rabatt bon remise coupon buono sconto desconto cupao tegoedbon bon korting kortingscode',
  'document paper proof copy documento papel unterlage dokument ausweis papier justificatif documenti prova bewijs kopie copia kopie',
  'need require want necesit requier precis brauch benotig besoin faut serve bisogn nodig',
  'doctor dr physician medic arzt docteur medecin dottor doutor dokter arts',
  'month monthl mes mensual mensil monat mois mensu mese mensalid maand',
  'reject refus den rechaz deneg abgelehn ablehn verweiger rifiut respint negat recus afgewez afwijz weiger',
  'cost charge price fee pay paie paye cuota quota tarif canon beitrag mensualit mensalid maandbedrag cobr cuest precio pag berechn kost preis gebuhr zahl factur cout coute prix frais addebit prezz paga cust cobr preco reken prijs betaal',
  'replace new exchange nuev cambi reemplaz neu ersatz umtausch austausch nouv remplac echang nuov sostitu novo substitu nieuw vervang',
  'warehouse depot store almacen lager entrepot magazzin armazem magazijn',
  'call phone ring reach llam telefon alcanz anruf erreich joindr appel chiam telefon lig telefon bel bereik',
  'address direccion adresse indirizzo morada endereco adres street calle strasse rue via rua straat',
  'account cuenta konto compte conto conta rekening',
  'receive get obtain recib consig bekomm erhalt krieg recev receiv obten ricev receb krijg ontvang',
  'time long deadline days tiempo plazo zeit frist temps delai tempo termine prazo tijd termijn',
  'promise agree commit promet acord versprech versproch vereinbar promis conven promess accord promet combin belov beloof afgesprok afspra',
];

const BY_BEGINNING: ReadonlyMap<string, readonly number[]> = index();
const SHORTEST = 3;
const LONGEST = 16;

/** The ideas that a folded word may stand for. */
export function conceptsOf(word: string): readonly number[] {
  const found = new Set<number>();
  for (let length = SHORTEST; length <= Math.min(word.length, LONGEST); length += 1) {
    const beginning = word.slice(0, length);
    // A short beginning stands for itself alone: "bon" is not "bonjour".
    if (length <= SHORTEST + 1 && word.length > length + 3) continue;
    for (const concept of BY_BEGINNING.get(beginning) ?? []) found.add(concept);
  }
  return [...found];
}

function index(): ReadonlyMap<string, readonly number[]> {
  const map = new Map<string, number[]>();
  for (const [concept, line] of CONCEPTS.entries()) {
    for (const beginning of new Set(line.split(' ')))
      map.set(beginning, [...(map.get(beginning) ?? []), concept]);
  }
  return map;
}
