import type { TracedModelCall } from '@baton/protocol';
import { TitledPart } from '../../components/titled-part.tsx';
import { millisecondsText } from '../../lib/duration-text.ts';
import { knownText } from '../../lib/known-text.ts';
import { messages } from '../../lib/messages.ts';
import { callSum } from './record-parts.ts';

const CELL = 'py-1 pl-3 text-right align-top tabular-nums whitespace-nowrap';
const count = new Intl.NumberFormat();

/** Each call of a language model with what it cost, and the sum. */
export function ModelCalls({ calls }: { calls: readonly TracedModelCall[] }) {
  const texts = messages.reasoning;
  const { purpose, input, output, time } = texts.modelColumns;
  return (
    <TitledPart title={texts.models}>
      <table className="w-full text-xs">
        <thead className="text-ink-faint">
          <tr>
            <th scope="col" className="pb-1 text-left font-normal">
              {purpose}
            </th>
            {[input, output, time].map((title) => (
              <th key={title} scope="col" className="pb-1 pl-3 text-right font-normal whitespace-nowrap">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {calls.map((call, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a turn may ask the same thing twice
            <tr key={index} className="border-t border-line">
              <th scope="row" className="py-1 text-left font-normal">
                {knownText(texts.stage, call.purpose) ?? call.purpose}
                <span className="block wrap-anywhere text-ink-faint">{call.model}</span>
              </th>
              <Costs cost={call} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t border-line-strong/60 font-semibold">
            <th scope="row" className="py-1 text-left">
              {texts.modelSum(calls.length)}
            </th>
            <Costs cost={callSum(calls)} />
          </tr>
        </tfoot>
      </table>
    </TitledPart>
  );
}

function Costs({ cost }: { cost: ReturnType<typeof callSum> }) {
  return (
    <>
      <td className={CELL}>{count.format(cost.input_tokens)}</td>
      <td className={CELL}>{count.format(cost.output_tokens)}</td>
      <td className={CELL}>{millisecondsText(cost.milliseconds)}</td>
    </>
  );
}
