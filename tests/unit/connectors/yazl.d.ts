/** The part of yazl that tests use; it comes without types. */
declare module 'yazl' {
  export class ZipFile {
    readonly outputStream: NodeJS.ReadableStream;
    addBuffer(buffer: Buffer, name: string): void;
    end(): void;
  }
}
