/* What is loaded when it is first wanted (see chat/lazily.ts): one file, so that there is one wait. */
export { Alternatives } from './chat/alternatives.tsx';
export { CallbackForm, EmailForm } from './chat/contact-form.tsx';
export { OptionsPanel } from './chat/options-panel.tsx';
export { PassedOn } from './chat/passed-on.tsx';
export { RatingPanel } from './chat/rating-panel.tsx';
export { ReturningPanel } from './chat/returning-panel.tsx';
export { UploadTray } from './chat/upload-tray.tsx';
export { uploadFile } from './effects/upload-file.ts';
