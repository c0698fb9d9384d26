import { createContext } from 'react';

/** Whether what is open may be changed by whoever looks at it, or only read. The server decides; this spares him the try. */
export const MayChange = createContext(true);
