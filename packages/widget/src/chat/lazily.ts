import { h, type ComponentType, type VNode } from 'preact';
import type * as Parts from '../extras.ts';
import { useEffect, useState } from 'preact/hooks';

type Extras = typeof Parts;
let extras: Extras | null = null;

/**
 * A part of the chat that most conversations never show: loaded when it is first drawn, nothing until then. What
 * could not be loaded is asked for again the next time.
 */
export function lazily<P extends object>(
  pick: (from: Extras) => ComponentType<P>,
): (props: P) => VNode | null {
  return (props) => {
    const [loaded, setLoaded] = useState(extras);
    useEffect(() => {
      if (loaded === null)
        import('../extras.ts').then(
          (found) => setLoaded((extras = found)),
          () => undefined,
        );
    }, [loaded]);
    return loaded === null ? null : h(pick(loaded) as ComponentType, props);
  };
}
