// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SpanField } from './span-field.tsx';

afterEach(cleanup);

function show(seconds: number | null, orNever?: number): (seconds: number | null) => void {
  const told = vi.fn<(seconds: number | null) => void>();
  function Held() {
    const [value, setValue] = useState(seconds);
    return (
      <SpanField
        label="Give up after"
        value={value}
        orNever={orNever}
        onSeconds={(next) => {
          told(next);
          setValue(next);
        }}
      />
    );
  }
  render(<Held />);
  return told;
}

const amount = (): HTMLInputElement => screen.getByLabelText('Give up after');
const unit = (): HTMLSelectElement => screen.getByLabelText('Unit: Give up after');

describe('a time with its unit', () => {
  it.each([
    [90, '90', 'seconds'],
    [120, '2', 'minutes'],
    [7200, '2', 'hours'],
    [86_400, '1', 'days'],
    [0, '0', 'minutes'],
  ])('%i seconds are shown in the largest that fits', (seconds, text, name) => {
    show(seconds);
    expect([amount().value, unit().value]).toEqual([text, name]);
  });

  it('counts seconds, with a comma or a point', () => {
    const told = show(60);
    fireEvent.change(amount(), { target: { value: '1,5' } });
    expect(told).toHaveBeenLastCalledWith(90);
    fireEvent.change(unit(), { target: { value: 'hours' } });
    expect(told).toHaveBeenLastCalledWith(5400);
    fireEvent.change(amount(), { target: { value: '' } });
    expect(told).toHaveBeenLastCalledWith(Number.NaN);
  });

  it('may be never, and begins with its default when it is not', () => {
    const told = show(null, 120);
    expect(amount().disabled).toBe(true);
    fireEvent.click(screen.getByLabelText('Never'));
    expect(told).toHaveBeenLastCalledWith(120);
    expect(amount().value).toBe('2');
    fireEvent.click(screen.getByLabelText('Never'));
    expect(told).toHaveBeenLastCalledWith(null);
  });
});
