import { RawConnection } from './raw-connection.ts';

export interface TurnPlan {
  readonly port: number;
  /** Paths of the events of sessions in automatic mode, which have none yet. Each is asked once. */
  readonly paths: readonly string[];
  readonly body: string;
}

/** Milliseconds from the acknowledged message to the AI's answer at a reader that waited for it. */
export async function takeTurnSamples({ port, paths, body }: TurnPlan): Promise<number[]> {
  const [writer, reader] = await Promise.all([RawConnection.open(port), RawConnection.open(port)]);
  const samples: number[] = [];
  const head = `host: 127.0.0.1:${port}\r\n`;
  for (const path of paths) {
    const post = `POST ${path} HTTP/1.1\r\n${head}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    const wait = `GET ${path}?min_offset=0&kinds=message&source=ai_agent&wait_for_data=30 HTTP/1.1\r\n${head}\r\n`;
    const answered = reader.ask(Buffer.from(wait)).then(({ status }) => ({ status, at: performance.now() }));
    const posted = await writer.ask(Buffer.from(post));
    const acknowledged = performance.now();
    const answer = await answered;
    if (posted.status !== 201 || answer.status !== 200)
      throw new Error(`a turn was answered with ${posted.status} and ${answer.status}`);
    samples.push(Math.max(0, answer.at - acknowledged));
  }
  writer.close();
  reader.close();
  return samples;
}
