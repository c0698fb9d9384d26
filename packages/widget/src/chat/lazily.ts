import { h, type ComponentType, type VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { loadedExtras, loadExtrasAtLast, type Extras } from '../load-extras.ts';

/** A part of the chat that most conversations never show: loaded when it is first drawn, nothing until then. */
export function lazily<P extends object>(
  pick: (from: Extras) => ComponentType<P>,
): (props: P) => VNode | null {
  return (props) => {
    const [loaded, setLoaded] = useState(loadedExtras);
    useEffect(() => {
      if (loaded !== null) return undefined;
      const stop = new AbortController();
      void loadExtrasAtLast(stop.signal).then((found) => stop.signal.aborted || setLoaded(found));
      return () => stop.abort();
    }, [loaded]);
    return loaded === null ? null : h(pick(loaded) as ComponentType, props);
  };
}
