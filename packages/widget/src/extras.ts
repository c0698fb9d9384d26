/* What is loaded when it is first wanted (see load-extras.ts): one file, so that there is one wait. */
export { CustomerClient } from '@baton/client';
export { default as STYLE } from './chat/extras.css?inline';
export { Citations } from './chat/citations.tsx';
export { DropTarget } from './chat/drop-target.tsx';
export { Files } from './chat/files.tsx';
export { OptionsPanel } from './chat/options-panel.tsx';
export { PassedOn } from './chat/passed-on.tsx';
export { ProblemLine } from './chat/problem-line.tsx';
export { RatingPanel } from './chat/rating-panel.tsx';
export { ReturningPanel } from './chat/returning-panel.tsx';
export { UploadTray } from './chat/upload-tray.tsx';
export { WaitingPanel } from './chat/waiting-panel.tsx';
export { ChatMore } from './effects/chat-more.ts';
export { FileClient } from './effects/file-client.ts';
export { createOwn, findOwn } from './embed/own-conversation.ts';
export { VERSION } from './version.ts';
