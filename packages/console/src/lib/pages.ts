/** The console's pages, in the order of its navigation. */
export const PAGES = [
  { id: 'queue', to: '/', key: '1', leads: false },
  { id: 'sessions', to: '/sessions', key: '2', leads: false },
  { id: 'followUps', to: '/follow-ups', key: '3', leads: false },
  { id: 'board', to: '/supervisor', key: '4', leads: true },
  { id: 'reports', to: '/reports', key: '5', leads: true },
  { id: 'learning', to: '/learning', key: '6', leads: true },
  { id: 'settings', to: '/settings', key: '7', leads: true },
] as const;

export type Page = (typeof PAGES)[number];
export type PageId = Page['id'];

/** Those that are of use to whoever sits here. */
export function pagesFor(lead: boolean): readonly Page[] {
  return PAGES.filter((page) => lead || !page.leads);
}

/** The page that an address below the console belongs to. */
export function pageAt(pathname: string): PageId | null {
  const path = pathname.replace(/^\/console(?=\/|$)/u, '').replace(/\/+$/u, '');
  if (path === '' || path.startsWith('/handoffs/')) return 'queue';
  return PAGES.find(({ to }) => to !== '/' && (path === to || path.startsWith(`${to}/`)))?.id ?? null;
}
