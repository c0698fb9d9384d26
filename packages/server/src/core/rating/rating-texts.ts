const THANKS: Readonly<Record<string, string>> = {
  en: 'Thank you for your rating.',
  es: 'Gracias por su valoración.',
  de: 'Vielen Dank für Ihre Bewertung.',
  fr: 'Merci pour votre évaluation.',
  it: 'Grazie per la valutazione.',
  pt: 'Obrigado pela sua avaliação.',
  nl: 'Bedankt voor uw beoordeling.',
};

/** What the desk says to a rating in the customer's own words. `language`: ISO 639-1, null where it does not show. */
export function ratingThanks(language: string | null): string {
  return THANKS[language ?? 'en'] ?? 'Thank you for your rating.';
}
