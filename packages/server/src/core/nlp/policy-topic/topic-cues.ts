/** A clause with none of these beginnings is about no such topic, however its n-grams fall: over folded words. */
export const TOPIC_CUES: Readonly<Record<string, RegExp>> = {
  legal:
    /\b(?:law|legal|court|judge|sue|suing|attorney|solicitor|barrister|anwalt|rechts|abogad|avocat|advogad|avvocat|gericht|richter|justi|tribunal|ombuds|regul|jue[zc]|juzgad|juicio|juge|giudic|juiz|klag|verklag|process|plainte|denun|complain|served|authorit|damages|litig|contract|rights|notice|counsel|demand|causa|legali|procon|bbb|fca|ftc|fine|summons)/,
  'data-protection':
    /\b(?:data|daten|datos|donnees|dati|dados|inform|detail|record|gdpr|dsgvo|rgpd|lgpd|consent|privacy|server|number|address|system|stor|personal|kundendaten|everything|einwillig)/,
  security:
    /\b(?:account|profil|log|sign|passw|contrasen|clave|senha|konto|compte|cuenta|conta|credential|zugang|identi|hack|phish|website|system|server|breach|leak|intru|vulnerab|session|access|mot de passe|other customer)/,
  danger:
    /\b(?:kill|die|died|dying|dead|death|life|live|living|alive|suicid|hurt|end|shoot|gun|bomb|burn|stab|murder|pills|jump|bridge|roof|over|better off|exist|pain|harm|cut|attack|tracks|miss me|matar|matarm|mor|vida|vivir|mour|tuer|vie|vivre|umbring|sterben|leben|tot|bringe|viver|ucci|ammazz|vita|vivere|anzutun|hitting|beating|disappear|disparaitre|here anymore|knife|weapon|blood|way out)/,
  fraud:
    /\b(?:charg|bank|banq|banc|fraud|theft|scam|police|polic|poliz|betrug|betrug|diebstahl|diebe|estafa|robo|arnaq|escroq|voleur|truff|ladri|furto|golpe|ladroes|roubo|stealing|thie|robb|criminal|extort|zuruck|crook|payment|dispute|estorno|storno|opposition)/,
};
