import type { ClipboardEvent, KeyboardEvent, Ref } from 'react';

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
  /** Where the caret is, in characters. */
  onCaret?: (caret: number) => void;
  onFiles?: (files: readonly File[]) => void;
  /** A list that the keys walk while it is open: its id, its line that is reached, and what takes a key. */
  list?: { id: string; activeId: string; open: boolean; onKeyDown: (event: KeyboardEvent) => boolean };
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
  onCaret,
  onFiles,
  list,
}: ComposerFieldProps) {
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing || list?.onKeyDown(event) === true) return;
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
  function onPaste(event: ClipboardEvent<HTMLTextAreaElement>): void {
    const files = [...event.clipboardData.files];
    if (files.length === 0 || onFiles === undefined) return;
    event.preventDefault();
    onFiles(files);
  }
  const listed = list?.open === true;
  return (
    <textarea
      ref={ref}
      aria-label={label}
      aria-autocomplete={list === undefined ? undefined : 'list'}
      aria-controls={listed ? list.id : undefined}
      aria-activedescendant={listed ? list.activeId : undefined}
      aria-describedby={describedBy}
      placeholder={placeholder}
      value={text}
      maxLength={maxLength}
      rows={2}
      enterKeyHint="enter"
      onChange={(event) => {
        onText(event.target.value);
        onCaret?.(event.target.selectionStart);
      }}
      onSelect={({ currentTarget }) => onCaret?.(currentTarget.selectionStart)}
      onPaste={onPaste}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      className="thin-scroll field-sizing-content max-h-[40dvh] min-h-14 w-full resize-none bg-transparent px-3.5 pt-2.5 pb-1 text-base outline-none placeholder:text-current/75 max-sm:text-[1rem]"
    />
  );
}
