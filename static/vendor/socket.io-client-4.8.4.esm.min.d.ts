// What static/widget/connection.js uses of the client, for the type checker alone.
export interface Socket {
  io: { opts: { transports?: string[] } };
  connect(): Socket;
  disconnect(): Socket;
  on(event: string, listener: (...values: any[]) => void): Socket;
  timeout(milliseconds: number): { emitWithAck(event: string, payload: unknown): Promise<any> };
}
export function io(namespace: string, options: object): Socket;
