/**
 * What Preact 11.2.0 has for class components, error boundaries, portals and pages that a server has drawn: the chat has
 * none of them, and its pages would load a fifth of Preact for nothing. Each piece has to be there exactly once, so that
 * another version of Preact is looked at before it is built.
 */
const PIECES: readonly (readonly [RegExp, string])[] = [
  [/C=\(s=V\.prototype\)&&s\.render,j=.*?:s\.__:i,/, 'L=i,'],
  [/\(C\?r\.__c=d=new V\(M,L\):(.*?)\),j&&j\.sub\(d\),/, '($1),'],
  [/C&&\(d\.__s\|\|\(d\.__s=d\.state\),.*?\)\)\),(?=k=d\.props)/, ''],
  [/M!==k&&C&&.*?componentWillReceiveProps\(M,L\),/, ''],
  [/d\.componentWillUpdate&&.*?\}\)\}else .*?d\.__h\.push\(d\.componentDidMount\);/, '}'],
  [/q=C\?25:0/, 'q=0'],
  [/C&&\(y\.push\.apply\(d\.__h,d\.__k\),d\.__k=\[\]\),/, ''],
  [/C&&u\.__c&&d\.getSnapshotBeforeUpdate&&.*?\(k,b\)\),/, ''],
  [/M\.__P&&\(s=l,f=.*?S\(u,0\):null\),/, ''],
  [/M\.__P&&\(r\.__e=null,l=s\),/, ''],
  [/128&u\.__u&&\(c=.*?l=o\[0\]\|\|l\),/, ''],
  [
    /if\(e\.length=v,r\.__v=null,c\|\|o\)if\(t&&t\.then\).*?;else r\.__e=u\.__e;/,
    'e.length=v,r.__v=null,r.__e=u.__e;',
  ],
  [/,o\)for\(s=0;s<o\.length;s\+\+\).*?break\}if\(!t\)/, ');if(!t)'],
  [/,!l&&o\)for\(\$=\{\},s=0;.*?\.value;/, ');'],
  [/!u&&\(i=t\.__c\)&&\(i=i\.__z\).*?g\(i\)\),/, ''],
  [/\(t\.Consumer=function\(n,t\)\{return n\.children\(t\)\}\)\.contextType=t/, 't'],
  [/__e:function\(n,t,r,u\)\{for\(.*?\}throw f=0,n\}/, '__e:function(n){throw f=0,n}'],
  [/if\("svg"==C\?(f=".*?"):"math"==C\?f=".*?":f\|\|\((f=".*?")\)\);/, '"svg"==C?$1:f||($2);'],
  [/"dangerouslySetInnerHTML"==s\?y=k:/, ''],
  [/"dangerouslySetInnerHTML"==s\?h=k:/, ''],
  [/h\?\(l\|\|y&&\(h\.__html==.*?r\.__k=\[\]\):\(y&&\(t\.textContent=""\),/, '('],
  [/\("foreignObject"==C\|\|.*?v\.test\(C\)\)&&\(f=/, '"foreignObject"==C&&(f='],
];

/** Throws when `code` is not what the pieces were taken from. */
export function leanPreact(code: string): string {
  return PIECES.reduce((rest, [piece, instead]) => {
    const found = rest.match(new RegExp(piece, 'g'))?.length ?? 0;
    if (found !== 1) throw new Error(`Preact has ${found} places like ${piece}`);
    return rest.replace(piece, instead);
  }, code);
}
