import { OperationError } from '../../contracts';

export interface SettingProblem {
  /** `fields[2].field`; empty for the setting itself. */
  path: string;
  message: string;
}

export const invalidSetting = (errors: SettingProblem[]): OperationError =>
  new OperationError('setting.invalid', 400, `The import setting is not valid: ${errors.map(({ path, message }) => `${path}: ${message}`).join('; ')}`, { errors });
