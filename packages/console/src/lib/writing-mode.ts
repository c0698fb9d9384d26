/** What the composer is for at the moment. `focus` grows whenever the field is to be focused; a new object asks again. */
export interface WritingMode {
  mode: 'reply' | 'note';
  focus: number;
}
