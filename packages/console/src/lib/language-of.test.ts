import { describe, expect, it } from 'vitest';
import { languageOf } from './language-of.ts';

describe('the language of a draft', () => {
  it.each([
    ['en', 'Your claim is in review and we will write to you this week.'],
    ['es', 'Hemos recibido su reclamación y le escribiremos por correo, gracias.'],
    ['de', 'Wir haben Ihre Meldung bekommen und die Prüfung ist noch nicht zu Ende.'],
    ['fr', 'Nous avons bien reçu votre demande et le dossier est dans nos services.'],
    ['it', 'Abbiamo ricevuto la sua richiesta e non è ancora conclusa, grazie.'],
    ['pt', 'Temos o seu pedido e não está concluído, você pode esperar para amanhã.'],
    ['nl', 'Wij hebben uw aanvraag en het wordt niet van de week op tijd klaar.'],
  ])('%s is told by its small words', (code, text) => {
    expect(languageOf(text)).toBe(code);
  });

  it.each(['', 'OK', 'CL-2041', 'Ana Ruiz', '🙂🙂', 'x'.repeat(50_000)])('is not guessed of %j', (text) => {
    expect(languageOf(text)).toBeNull();
  });
});
