import * as React from 'react';
import { Page } from '@strapi/strapi/admin';
import { Navigate, Route, Routes } from 'react-router-dom';

import { ADDRESS } from './utils/addresses';
import { toPermission } from './utils/rights';

const ImportsPage = React.lazy(() => import('./pages/ImportsPage'));
const ImportDetailsPage = React.lazy(() => import('./pages/ImportDetailsPage'));
const FileStepPage = React.lazy(() => import('./pages/FileStepPage'));
const ProfileStepPage = React.lazy(() => import('./pages/ProfileStepPage'));
const FieldsStepPage = React.lazy(() => import('./pages/FieldsStepPage'));
const ValidationStepPage = React.lazy(() => import('./pages/ValidationStepPage'));
const ImportStepPage = React.lazy(() => import('./pages/ImportStepPage'));
const HeldRowsPage = React.lazy(() => import('./pages/HeldRowsPage'));
const ExternalSourcesPage = React.lazy(() => import('./pages/ExternalSourcesPage'));
const AccessPage = React.lazy(() => import('./pages/AccessPage'));
const AuditPage = React.lazy(() => import('./pages/AuditPage'));
const NotificationsPage = React.lazy(() => import('./pages/NotificationsPage'));
const ImportSettingsPage = React.lazy(() => import('./pages/ImportSettingsPage'));

const SEES_IMPORTS = [toPermission('import-job.view'), toPermission('import-job.view-all')];

export const App = (): React.ReactElement => (
  <Page.Protect permissions={SEES_IMPORTS}>
    <React.Suspense fallback={<Page.Loading />}>
      <Routes>
        <Route index element={<Navigate to={ADDRESS.imports} replace />} />
        <Route path="imports" element={<ImportsPage />} />
        <Route path="imports/new" element={<FileStepPage />} />
        <Route path="imports/new/profile" element={<ProfileStepPage />} />
        <Route path="imports/new/fields" element={<FieldsStepPage />} />
        <Route path="imports/new/validation" element={<ValidationStepPage />} />
        <Route path="imports/new/import" element={<ImportStepPage />} />
        <Route path="imports/:id" element={<ImportDetailsPage />} />
        <Route path="held-rows" element={<HeldRowsPage />} />
        <Route path="external-sources" element={<ExternalSourcesPage />} />
        <Route path="import-settings" element={<ImportSettingsPage />} />
        <Route path="notifications" element={<NotificationsPage />} />
        <Route path="access" element={<AccessPage />} />
        <Route path="audit" element={<AuditPage />} />
        <Route path="*" element={<Navigate to={ADDRESS.imports} replace />} />
      </Routes>
    </React.Suspense>
  </Page.Protect>
);
