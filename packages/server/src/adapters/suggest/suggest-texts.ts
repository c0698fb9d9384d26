/** How a suggested reply names what it rests on, to the customer. */
export interface SuggestTexts {
  readonly article: (title: string) => string;
  readonly articleAt: (title: string, url: string) => string;
  /** Before a sentence that was said earlier. */
  readonly saidBefore: string;
}

const ENGLISH: SuggestTexts = {
  article: (title) => `(From our article “${title}”)`,
  articleAt: (title, url) => `You can read more in “${title}”: ${url}`,
  saidBefore: 'As I wrote above:',
};

const TEXTS: Readonly<Record<string, SuggestTexts>> = {
  en: ENGLISH,
  es: {
    article: (title) => `(De nuestro artículo «${title}»)`,
    articleAt: (title, url) => `Puede leer más en «${title}»: ${url}`,
    saidBefore: 'Como escribí más arriba:',
  },
  de: {
    article: (title) => `(Aus unserem Artikel „${title}“)`,
    articleAt: (title, url) => `Mehr dazu lesen Sie in „${title}“: ${url}`,
    saidBefore: 'Wie oben geschrieben:',
  },
  fr: {
    article: (title) => `(Extrait de notre article « ${title} »)`,
    articleAt: (title, url) => `Vous en saurez plus dans « ${title} » : ${url}`,
    saidBefore: 'Comme écrit plus haut :',
  },
  it: {
    article: (title) => `(Dal nostro articolo «${title}»)`,
    articleAt: (title, url) => `Può leggere di più in «${title}»: ${url}`,
    saidBefore: 'Come ho scritto sopra:',
  },
  pt: {
    article: (title) => `(Do nosso artigo “${title}”)`,
    articleAt: (title, url) => `Pode ler mais em “${title}”: ${url}`,
    saidBefore: 'Como escrevi acima:',
  },
  nl: {
    article: (title) => `(Uit ons artikel “${title}”)`,
    articleAt: (title, url) => `U leest er meer over in “${title}”: ${url}`,
    saidBefore: 'Zoals ik hierboven schreef:',
  },
  pl: {
    article: (title) => `(Z naszego artykułu „${title}”)`,
    articleAt: (title, url) => `Więcej można przeczytać w „${title}”: ${url}`,
    saidBefore: 'Jak napisano wyżej:',
  },
};

/** `language`: ISO 639-1; null for one that does not show. Null: nobody here writes that language. */
export function suggestTexts(language: string | null): SuggestTexts | null {
  return language === null ? ENGLISH : (TEXTS[language] ?? null);
}
