/** What this package carries, beside the sources and beside the build alike. */
export const MODEL_FOLDER: URL = new URL('../model/', import.meta.url);

export const MODEL_FILE = 'minilm-l6-v2.onnx';
export const VOCABULARY_FILE = 'vocabulary.txt';
/** SHA-256 of the published vocabulary: with another one every text would be a different one to the model. */
export const VOCABULARY_DIGEST = '07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3';
export const TABLE_FILE = 'table.bin';

/** SHA-256 of the model, as training/pack-model.ts printed it. */
export const MODEL_DIGEST = '319755f6951e5a7a037a01e22ae8e3071c849660403a1e94d10cd43e8a9b735e';
