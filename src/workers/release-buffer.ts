/**
 * Releases the memory of a large buffer at once, which otherwise waits for the next garbage collection. The buffer is empty afterwards.
 *
 * The buffer moves into a message that nobody receives.
 */
export function releaseBuffer(buffer: ArrayBuffer): void {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(undefined, [buffer]);
  port1.close();
  port2.close();
}
