// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { setShortcutsEnabled, useShortcut } from './shortcuts.ts';

const action = vi.fn<() => void>();

function Page() {
  useShortcut('a', action);
  useShortcut('Escape', action);
  useShortcut('ArrowDown', action);
  return (
    <>
      <textarea aria-label="text" />
      <select aria-label="choice" />
      <input type="radio" aria-label="one of several" />
      <input type="checkbox" aria-label="yes or no" />
      <dialog open role="dialog">
        <button type="button">in dialog</button>
      </dialog>
      <button type="button">elsewhere</button>
    </>
  );
}

afterEach(() => {
  cleanup();
  setShortcutsEnabled(true);
  action.mockClear();
});

describe('single-key shortcuts', () => {
  it('act from anywhere on the page', () => {
    render(<Page />);
    fireEvent.keyDown(screen.getByText('elsewhere'), { key: 'a' });
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(action).toHaveBeenCalledTimes(2);
  });

  it.each([['text'], ['choice']])('do nothing in a %s field', (name) => {
    render(<Page />);
    fireEvent.keyDown(screen.getByLabelText(name), { key: 'a' });
    expect(action).not.toHaveBeenCalled();
  });

  it.each([['one of several'], ['yes or no']])(
    'act while %s has the focus: letters mean nothing to it',
    (name) => {
      render(<Page />);
      fireEvent.keyDown(screen.getByLabelText(name), { key: 'a' });
      expect(action).toHaveBeenCalledOnce();
    },
  );

  it('leave the arrows to the field that they choose in', () => {
    render(<Page />);
    fireEvent.keyDown(screen.getByLabelText('one of several'), { key: 'ArrowDown' });
    expect(action).not.toHaveBeenCalled();
  });

  it('do nothing in a dialog or together with another key', () => {
    render(<Page />);
    fireEvent.keyDown(screen.getByText('in dialog'), { key: 'a' });
    fireEvent.keyDown(document.body, { key: 'a', ctrlKey: true });
    fireEvent.keyDown(document.body, { key: 'a', metaKey: true });
    expect(action).not.toHaveBeenCalled();
  });

  it('can be switched off, Esc excepted (WCAG 2.1.4)', () => {
    setShortcutsEnabled(false);
    render(<Page />);
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(action).not.toHaveBeenCalled();
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(action).toHaveBeenCalledOnce();
  });
});
