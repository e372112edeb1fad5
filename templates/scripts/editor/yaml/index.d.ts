// The package of this name lies here in a built site. Of its kinds of node these are the ones that
// a file of ours holds: every value is text.
type Range = [number, number, number];
type Type = "BLOCK_FOLDED" | "BLOCK_LITERAL" | "PLAIN" | "QUOTE_DOUBLE" | "QUOTE_SINGLE";
export class Scalar {
  constructor(value: string);
  value: unknown;
  source?: string;
  type?: Type;
  range?: Range | null;
}
export interface Pair {
  key: Scalar;
  value: Node | null;
}
export interface YAMLMap {
  items: Pair[];
  flow?: boolean;
  range?: Range | null;
}
export interface YAMLSeq {
  items: Node[];
  flow?: boolean;
  range?: Range | null;
}
export type Node = Scalar | YAMLMap | YAMLSeq;
interface Options {
  schema: "failsafe";
}
export class Document {
  constructor(value: unknown, options: Options);
  contents: Node | null;
  errors: Error[];
  toJS(): any;
  toString(options: {
    lineWidth: number;
    flowCollectionPadding?: boolean;
    minContentWidth?: number;
    collectionStyle?: "flow";
  }): string;
}
export function isMap(node: unknown): node is YAMLMap;
export function isSeq(node: unknown): node is YAMLSeq;
export function isScalar(node: unknown): node is Scalar;
export function parseDocument(text: string, options: Options): Document;
