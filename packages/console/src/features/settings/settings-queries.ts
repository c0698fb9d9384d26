import type { Article, CannedReply, FoundArticle, TriggerPolicy, WidgetSettings } from '@baton/protocol';
import { WidgetClient } from '@baton/client';
import { queryOptions } from '@tanstack/react-query';
import { behaviour, knowledge } from '../../lib/baton.ts';

/* What settings are made of. They are read when they are opened, and again after each change. */

export const widgetClient = new WidgetClient({ baseUrl: '' });

export const repliesQuery = queryOptions<CannedReply[]>({
  queryKey: ['canned-replies', 'all'],
  queryFn: () => knowledge.listCannedReplies(),
});

export const articlesQuery = queryOptions<Article[]>({
  queryKey: ['articles'],
  queryFn: () => knowledge.listArticles(),
});

export const foundArticlesQuery = (query: string) =>
  queryOptions<FoundArticle[]>({
    queryKey: ['found-articles', query],
    queryFn: () => knowledge.searchArticles({ query }),
    enabled: query !== '',
    staleTime: 60_000,
  });

export const triggersQuery = (agentId: string) =>
  queryOptions<TriggerPolicy>({
    queryKey: ['triggers', agentId],
    queryFn: () => behaviour.readTriggers(agentId),
    enabled: agentId !== '',
  });

export const widgetQuery = (agentId: string) =>
  queryOptions<WidgetSettings>({
    queryKey: ['widget', agentId],
    queryFn: () => widgetClient.readSettings(agentId),
    enabled: agentId !== '',
  });
