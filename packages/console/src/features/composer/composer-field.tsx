import type { KeyboardEvent, ReactNode, Ref } from 'react';

interface ComposerFieldProps {
  ref: Ref<HTMLTextAreaElement>;
  label: string;
  placeholder: string;
  text: string;
  maxLength: number;
  describedBy: string;
  onText: (text: string) => void;
  onSubmit: () => void;
  onBlur?: () => void;
  children?: ReactNode;
}

/** The text being written. Enter submits, Shift+Enter makes a line; on a touch keyboard Enter makes a line. */
export function ComposerField({
  ref,
  label,
  placeholder,
  text,
  maxLength,
  describedBy,
  onText,
  onSubmit,
  onBlur,
}: ComposerFieldProps) {
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.currentTarget.blur();
    }
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return;
    const withModifier = event.ctrlKey || event.metaKey;
    if (!withModifier && matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    onSubmit();
  }
  return (
    <textarea
      ref={ref}
      aria-label={label}
      aria-describedby={describedBy}
      placeholder={placeholder}
      value={text}
      maxLength={maxLength}
      rows={2}
      enterKeyHint="enter"
      onChange={(event) => onText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      className="thin-scroll field-sizing-content max-h-[40dvh] min-h-14 w-full resize-none bg-transparent px-3.5 pt-2.5 pb-1 text-base outline-none placeholder:text-current/75 max-sm:text-[1rem]"
    />
  );
}
