import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export const ROOT = path.resolve(__dirname, '../..');

export interface Import {
  /** As written. */
  specifier: string;
  /** Path from the repository's root without extension, for relative imports; else null. */
  file: string | null;
  typeOnly: boolean;
}

export interface SourceFile {
  /** From the repository's root, with `/`. */
  file: string;
  text: string;
  imports: Import[];
}

const SKIPPED = new Set(['node_modules', 'dist', 'build', '.git', '.tmp', '.cache', '.strapi', 'coverage', 'generated']);

/** All files below `folder` (from the root) whose name matches, without what is built or installed. */
export const listFiles = (folder: string, pattern: RegExp): string[] => {
  const found: string[] = [];
  const visit = (directory: string): void => {
    for (const entry of readdirSync(path.join(ROOT, directory), { withFileTypes: true })) {
      const file = path.posix.join(directory, entry.name);
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) visit(file);
      else if (entry.isFile() && pattern.test(entry.name)) found.push(file);
    }
  };
  visit(folder);
  return found.sort();
};

export const readSources = (folder: string): SourceFile[] =>
  listFiles(folder, /\.tsx?$/).map((file) => {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    return { file, text, imports: importsOf(file, text) };
  });

/** Static imports, re-exports, `import()` and `require()`: from the syntax tree, so that no comment or string fools it. */
const importsOf = (file: string, text: string): Import[] => {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const imports: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return;
    const relative = specifier.text.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier.text) : null;
    imports.push({ specifier: specifier.text, file: relative, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || isRequire(node.expression))) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return imports;
};

const isRequire = (expression: ts.Expression): boolean => ts.isIdentifier(expression) && expression.text === 'require';

const isTypeOnly = ({ importClause }: ts.ImportDeclaration): boolean => {
  if (importClause === undefined) return false;
  if (importClause.isTypeOnly) return true;
  const bindings = importClause.namedBindings;
  return importClause.name === undefined && bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.every((element) => element.isTypeOnly);
};
