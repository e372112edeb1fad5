// Sveltia CMS lies here in a built site.
declare const CMS: {
  init(options: { config: object }): Promise<void>;
  registerCustomFormat(
    name: string,
    extension: string,
    ways: { fromFile(text: string): any; toFile(content: any): string },
  ): void;
  registerPreviewStyle(address: string): void;
  registerPreviewTemplate(name: string, component: (props: any) => any): void;
};
export default CMS;
