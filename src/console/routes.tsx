import { createBrowserRouter } from 'react-router'
import { BrokenPage, NotFoundPage } from './shell/fallback-pages.tsx'
import { FirstLoad } from './shell/waiting.tsx'

/** Every screen of the console. Each is fetched when it is first opened, so that signing in loads nothing but itself. */
export const router = createBrowserRouter(
  [
    {
      HydrateFallback: FirstLoad,
      errorElement: <BrokenPage />,
      children: [
        { path: '/invitation', lazy: async () => ({ Component: (await import('./sign-in/invitation-page.tsx')).InvitationPage }) },
        { path: '/sign-in', lazy: async () => ({ Component: (await import('./sign-in/page.tsx')).SignInPage }) },
        {
          lazy: async () => ({ Component: (await import('./shell/frame.tsx')).Frame }),
          children: [
            {
              errorElement: <BrokenPage />,
              children: [
                { index: true, lazy: async () => ({ Component: (await import('./desk/page.tsx')).DeskPage }) },
                { path: 'cases', lazy: async () => ({ Component: (await import('./cases/list-page.tsx')).CaseListPage }) },
                { path: 'cases/:id', lazy: async () => ({ Component: (await import('./cases/case-page.tsx')).CasePage }) },
                { path: 'intake/new', lazy: async () => ({ Component: (await import('./intake/entry-page.tsx')).EntryPage }) },
                { path: 'intake/hotline', lazy: async () => ({ Component: (await import('./intake/hotline-page.tsx')).HotlinePage }) },
                { path: 'cases/:id/letters/:n', lazy: async () => ({ Component: (await import('./supervision/letter-page.tsx')).LetterPage }) },
                { path: 'supervision/letters', lazy: async () => ({ Component: (await import('./supervision/register-page.tsx')).RegisterPage }) },
                { path: 'supervision', lazy: async () => ({ Component: (await import('./supervision/page.tsx')).SupervisionPage }) },
                { path: 'drafts', lazy: async () => ({ Component: (await import('./publish/drafts-page.tsx')).DraftsPage }) },
                { path: 'drafts/new', lazy: async () => ({ Component: (await import('./publish/new-page.tsx')).NewRecordPage }) },
                { path: 'imports/new', lazy: async () => ({ Component: (await import('./imports/import-page.tsx')).ImportPage }) },
                { path: 'drafts/:id', lazy: async () => ({ Component: (await import('./publish/draft-page.tsx')).DraftPage }) },
                { path: 'published', lazy: async () => ({ Component: (await import('./publish/published-page.tsx')).PublishedPage }) },
                { path: 'objections', lazy: async () => ({ Component: (await import('./objections/page.tsx')).ObjectionsPage }) },
                { path: 'answers', lazy: async () => ({ Component: (await import('./answers/page.tsx')).AnswersPage }) },
                { path: 'deputies', lazy: async () => ({ Component: (await import('./deputies/page.tsx')).DeputiesPage }) },
                { path: 'households', lazy: async () => ({ Component: (await import('./households/page.tsx')).HouseholdsPage }) },
                { path: 'incidents', lazy: async () => ({ Component: (await import('./publish/incidents-page.tsx')).IncidentsPage }) },
                { path: 'keeping', lazy: async () => ({ Component: (await import('./keeping/page.tsx')).KeepingPage }) },
                { path: 'tips', lazy: async () => ({ Component: (await import('./tips/list-page.tsx')).TipListPage }) },
                { path: 'tips/:id', lazy: async () => ({ Component: (await import('./tips/tip-page.tsx')).TipPage }) },
                { path: 'identities', lazy: async () => ({ Component: (await import('./identity/custody-page.tsx')).CustodyPage }) },
                { path: 'audit', lazy: async () => ({ Component: (await import('./audit/page.tsx')).AuditPage }) },
                { path: 'duties', lazy: async () => ({ Component: (await import('./duties/page.tsx')).DutiesPage }) },
                { path: 'coverage', lazy: async () => ({ Component: (await import('./coverage/page.tsx')).CoveragePage }) },
                { path: 'batches/:id', lazy: async () => ({ Component: (await import('./review/batch-page.tsx')).BatchPage }) },
                { path: 'overview', lazy: async () => ({ Component: (await import('./overview/page.tsx')).OverviewPage }) },
                { path: 'ratings', lazy: async () => ({ Component: (await import('./overview/ratings-page.tsx')).RatingsPage }) },
                { path: 'list', lazy: async () => ({ Component: (await import('./list/page.tsx')).ItemListPage }) },
                { path: 'templates', lazy: async () => ({ Component: (await import('./templates/page.tsx')).TemplatesPage }) },
                { path: 'rules', lazy: async () => ({ Component: (await import('./rules/page.tsx')).RulesPage }) },
                { path: 'organisation', lazy: async () => ({ Component: (await import('./organisation/page.tsx')).OrganisationPage }) },
                { path: 'relations', lazy: async () => ({ Component: (await import('./relations/page.tsx')).RelationsPage }) },
                { path: 'accounts', lazy: async () => ({ Component: (await import('./accounts/page.tsx')).AccountsPage }) },
                { path: 'accounts/set-up', lazy: async () => ({ Component: (await import('./accounts/set-up-page.tsx')).SetUpPage }) },
                { path: 'security', lazy: async () => ({ Component: (await import('./security/page.tsx')).SecurityPage }) },
                { path: 'contacts', lazy: async () => ({ Component: (await import('./contacts/page.tsx')).ContactsPage }) },
                { path: 'help', lazy: async () => ({ Component: (await import('./help/page.tsx')).HelpPage }) },
                { path: '*', Component: NotFoundPage },
              ],
            },
          ],
        },
      ],
    },
  ],
  { basename: '/console' },
)
