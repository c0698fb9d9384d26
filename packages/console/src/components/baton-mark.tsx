export function BatonMark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className="size-6">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path d="M9 23 23 9" className="stroke-on-accent" strokeWidth="5" strokeLinecap="round" />
      <circle cx="9.5" cy="9.5" r="2.6" className="fill-on-accent" />
      <circle cx="22.5" cy="22.5" r="2.6" className="fill-on-accent" />
    </svg>
  );
}
