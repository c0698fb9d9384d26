import type { DeskTexts } from './desk-texts.ts';

export const POLISH: DeskTexts = {
  because: {
    customer_requested: 'Oczywiście.',
    low_confidence: 'Nie mam pewności, czy dobrze na to odpowiem, a nie chcę zgadywać.',
    high_frustration: 'Przykro mi, że to takie męczące.',
    policy_required: 'Tym musi zająć się osoba z naszego zespołu.',
    sensitive_topic:
      'Dziękuję, że mi Pan/Pani o tym mówi. W razie zagrożenia proszę natychmiast zadzwonić pod numer alarmowy.',
    ai_error: 'Przepraszam, po mojej stronie coś poszło nie tak.',
  },
  now: 'Przekazuję teraz rozmowę osobie z naszego zespołu.',
  later:
    'W tej chwili nikt nie jest wolny, dlatego rozmowa czeka w kolejce: osoba z naszego zespołu przejmie ją, gdy tylko będzie mogła.',
  unknown: 'Przekazuję rozmowę osobie z naszego zespołu, która przejmie ją, gdy tylko będzie mogła.',
  closed: (opens) =>
    `Naszego zespołu w tej chwili nie ma${opens === null ? '' : ` (wraca: ${opens})`}. Prośba została przekazana: osoba z naszego zespołu przejmie rozmowę po otwarciu.`,
  nobodyHere:
    'W tej chwili nie ma nikogo z naszego zespołu. Prośba została przekazana: osoba z naszego zespołu przejmie rozmowę, gdy tylko ktoś wróci.',
  nothingToRepeat: 'Zobaczy całą naszą rozmowę, więc nie trzeba niczego powtarzać.',
  place: (position) =>
    position === 1 ? 'To Państwa kolej jako następna.' : `Miejsce w kolejce: ${position}.`,
  waitUpTo: (minutes) =>
    minutes === 1
      ? 'Potrwa to prawdopodobnie mniej niż minutę.'
      : `Potrwa to prawdopodobnie mniej niż ${minutes} min.`,
  waitBetween: (from, to) => `Potrwa to prawdopodobnie od ${from} do ${to} min.`,
  waitOver: (minutes) => `Potrwa to prawdopodobnie ponad ${minutes} min.`,
  delayed: 'Przepraszam, że trwa to dłużej, niż powinno: dotąd nikt nie był wolny.',
  stillInLine: 'Rozmowa nadal czeka w kolejce.',
  choices: {
    wait: 'czekać dalej',
    callback: 'poprosić o oddzwonienie',
    email: 'poprosić o e-mail',
    ai: 'kontynuować w tym czasie ze mną',
  },
  choose: (list) => `Można ${list}.`,
  how: 'Wystarczy napisać, co Państwo wolą, z numerem telefonu lub adresem e-mail.',
  nobodyCame:
    'Przepraszam, nikt nie mógł przyjść do tej rozmowy. Nic z tego, co tu napisano, nie przepadło. Pomagam tu dalej, jak umiem; o rozmowę z człowiekiem można poprosić ponownie w każdej chwili.',
  transferred:
    'Przekazuję rozmowę komuś z zespołu, kto może w tym pomóc i kto może przeczytać wszystko, co tu dotąd napisano.',
  requeued:
    'Przepraszam, straciliśmy połączenie z naszym współpracownikiem. Szukam innej osoby; miejsce w kolejce zostaje, a wszystko, co napisano, nadal tu jest.',
  called: (address, when) => `Dziękuję. Zadzwonimy pod numer ${address}${when === null ? '' : ` (${when})`}.`,
  written: (address) => `Dziękuję. Napiszemy na adres ${address}.`,
  meanwhile: 'Do tego czasu jestem tutaj, gdyby było coś jeszcze.',
  askPhone: 'Chętnie. Pod jaki numer telefonu mamy zadzwonić?',
  askEmail: 'Chętnie. Na jaki adres e-mail mamy napisać?',
  notThen: (nearest) =>
    `Przepraszam, o tej porze nikt nie może zadzwonić.${nearest === null ? '' : ` Najbliższy termin, jaki możemy obiecać: ${nearest}.`} Jaka pora będzie dobra?`,
  callDue: 'Pora na rozmowę telefoniczną, o którą proszono: zadzwoni osoba z naszego zespołu.',
  withdrawn: 'Dobrze, kontynuujmy tutaj.',
  rating: 'Jak oceniają Państwo naszą pomoc? Można dać od 1 do 5 gwiazdek.',
  rated: 'Dziękujemy za ocenę.',
  mail: {
    subject: (reference) => `Otrzymaliśmy Państwa prośbę (${reference})`,
    greeting: (name) => (name === null ? 'Dzień dobry,' : `Dzień dobry, ${name},`),
    taken:
      'dziękujemy za kontakt. Otrzymaliśmy Państwa prośbę, a osoba z naszego zespołu napisze na ten adres.',
    reference: (reference) => `Numer sprawy: ${reference}`,
  },
};
