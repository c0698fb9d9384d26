/** Moves the focus to the next or previous row, starting from the one that is open. */
export function moveInList(list: HTMLElement | null, step: 1 | -1): void {
  if (list === null) return;
  const rows = [...list.querySelectorAll<HTMLElement>('[data-queue-row]')];
  const focused = rows.indexOf(document.activeElement as HTMLElement);
  const open = rows.findIndex((row) => row.getAttribute('aria-current') === 'page');
  const from = focused >= 0 ? focused : open;
  const next =
    from < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, from + step));
  rows[next]?.focus();
}
