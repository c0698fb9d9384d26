/** Baton's mark: a baton, half in each hand. */
export function BatonMark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className="size-6" strokeWidth="5.5" strokeLinecap="round">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path d="M9 23 14.6 17.4" className="stroke-on-accent opacity-50" />
      <path d="M15.6 16.4 23 9" className="stroke-on-accent" />
    </svg>
  );
}
