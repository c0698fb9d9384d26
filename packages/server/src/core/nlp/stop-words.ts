/** English words that say little about what a sentence is about. Question words are among them. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the and or but if then so because as of at by for with about into to from in on off over under again until till while during since ' +
    'i me my mine myself we us our ours you your yours he him his she her it its they them their this that these those ' +
    'am is are was were be been being have has had having do does did doing will would shall should can could may might must ' +
    'what which who whom whose when where why how not no nor only own same too very just now here there all any both each ' +
    'few more most other some such than ever also please thanks thank hello hi hey ok okay yes yeah want wants wanted need needs ' +
    'like get got give let tell know see say said go going come ' +
    'one ones something anything nothing thing things really actually still already yet well much many lot bit quite ' +
    'up out down hey dear kindly'
  ).split(' '),
);
