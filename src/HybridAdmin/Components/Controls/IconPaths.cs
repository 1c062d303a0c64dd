using System.Collections.Frozen;

namespace HybridAdmin.Components.Controls;

/// <summary>The strokes of each icon, as SVG path data on a 16 by 16 field.</summary>
internal static class IconPaths
{
    private static readonly FrozenDictionary<IconName, string> Paths = new Dictionary<IconName, string>
    {
        [IconName.Home] = "M2.5 7.2 8 2.5l5.5 4.7M4 6.5v7h8v-7M6.7 13.5V9.7h2.6v3.8",
        [IconName.Recipients] =
            "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.7 3a2.3 "
            + "2.3 0 0 1 0 4.2M12 9.9c1.6.5 2.6 1.8 2.6 3.6",
        [IconName.Audit] = "M3 2.5h10v11H3zM5.5 5.5h5M5.5 8h5M5.5 10.5h2.5",
        [IconName.Settings] =
            "M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6M10 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM6 13.5a2 2 0 1 0 0-4 2 "
            + "2 0 0 0 0 4z",
        [IconName.Visibility] =
            "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
        [IconName.Hidden] =
            "M2 2l12 12M6.2 3.8C6.8 3.6 7.4 3.5 8 3.5c4 0 6.5 4.5 6.5 4.5s-.7 1.3-2 2.5M9.6 9.6A2.2 2.2 0 0 "
            + "1 6.4 6.4M4.1 5C2.4 6.2 1.5 8 1.5 8S4 12.5 8 12.5c1.2 0 2.2-.4 3.1-.9",
        [IconName.Domains] =
            "M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM2 8h12M8 2c1.7 1.7 2.5 3.7 2.5 6S9.7 12.3 8 14C6.3 12.3 "
            + "5.5 10.3 5.5 8S6.3 3.7 8 2z",
        [IconName.Migration] = "M2 5h10.5M9.5 2l3 3-3 3M14 11H3.5M6.5 8l-3 3 3 3",
        [IconName.Health] = "M1.5 8.5h3l2-5.5 3 10 2-4.5h3",
        [IconName.Jobs] = "M8 2 14 5 8 8 2 5zM2 8l6 3 6-3M2 11l6 3 6-3",
        [IconName.Search] = "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.7 10.7 14 14",
        [IconName.Close] = "M4 4l8 8M12 4l-8 8",
        [IconName.Check] = "M3 8.5 6.5 12 13 4.5",
        [IconName.CheckCircle] = "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM5.5 8.2 7.3 10 10.5 6.3",
        [IconName.Warning] = "M8 2.5 14.3 13.5H1.7zM8 6.5v3.2M8 11.6v.1",
        [IconName.Error] = "M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM6 6l4 4M10 6l-4 4",
        [IconName.Information] = "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.5V11M8 5.1v.1",
        [IconName.Copy] = "M6 5.5h7.5v8H6zM3.5 10.5H2.5v-8H10v1",
        [IconName.ChevronDown] = "M4 6.2 8 10.2l4-4",
        [IconName.ChevronUp] = "M4 9.8 8 5.8l4 4",
        [IconName.ChevronRight] = "M6.2 4 10.2 8l-4 4",
        [IconName.ChevronLeft] = "M9.8 4 5.8 8l4 4",
        [IconName.Add] = "M8 3v10M3 8h10",
        [IconName.Remove] = "M3 8h10",
        [IconName.Delete] = "M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9M6.7 7v4M9.3 7v4",
        [IconName.Edit] = "M3 13l.6-2.7L11 2.9l2.1 2.1-7.4 7.4zM9.5 4.4l2.1 2.1",
        [IconName.Refresh] = "M13.5 8A5.5 5.5 0 1 1 11.7 4M13.5 2v3.3h-3.3",
        [IconName.OpenElsewhere] = "M9.5 2.5h4v4M13.5 2.5 8 8M11.5 9v4.5h-9v-9H7",
        [IconName.Menu] = "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
        [IconName.More] =
            "M3.5 7.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1zM8 7.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1zM12.5 7.5a.5.5 0 1 "
            + "0 0 1 .5.5 0 0 0 0-1z",
        [IconName.Sun] =
            "M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 "
            + "3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7",
        [IconName.Moon] = "M13.5 9.5A5.8 5.8 0 0 1 6.5 2.5a5.8 5.8 0 1 0 7 7z",
        [IconName.Display] = "M2 3h12v8H2zM5.5 13.5h5M8 11v2.5",
        [IconName.SignOut] = "M6.5 2.5h-4v11h4M10.5 5l3 3-3 3M13.5 8H6",
        [IconName.Person] = "M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8zM2.8 14c.3-2.5 2.4-4 5.2-4s4.9 1.5 5.2 4",
        [IconName.Mail] = "M2 3.5h12v9H2zM2.3 4.2 8 8.7l5.7-4.5",
        [IconName.SharedMailbox] = "M4 5.5h10.5v8H4zM4.3 6l5 4 5-4M1.5 10.5v-8h10",
        [IconName.Room] = "M3.5 14V2.5h7V14M2 14h12M10.5 5h2v9M8 8.3v.1",
        [IconName.Equipment] = "M2.5 3.5h11v7h-11zM6 13.5h4M8 10.5v3M5 6h6",
        [IconName.Group] =
            "M8 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM4.5 13.5c0-2.5 1.5-4 3.5-4s3.5 1.5 3.5 4M3 8.5A1.5 1.5 0 1 "
            + "0 3 5.5M13 8.5a1.5 1.5 0 1 1 0-3M1 12.5c0-1 .5-1.8 1.5-2.2M15 12.5c0-1-.5-1.8-1.5-2.2",
        [IconName.Contact] =
            "M3.5 2h9v12h-9zM2 5h1.5M2 8h1.5M2 11h1.5M8 7.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM5.7 "
            + "11.5c.2-1.3 1-2 2.3-2s2.1.7 2.3 2",
        [IconName.Cloud] = "M4.5 12.5a3 3 0 0 1-.3-6A4 4 0 0 1 12 7a2.8 2.8 0 0 1-.5 5.5z",
        [IconName.Server] = "M2.5 2.5h11v4.5h-11zM2.5 9h11v4.5h-11zM5 4.8v.01M5 11.3v.01",
        [IconName.Sync] = "M2.5 7A5.5 5.5 0 0 1 12.3 4.5M13.5 9a5.5 5.5 0 0 1-9.8 2.5M12.5 1.8v3H9.5M3.5 14.2v-3h3",
        [IconName.Clock] = "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.7V8l2.3 1.5",
        [IconName.Building] = "M3 14V2.5h7V14M10 6.5h3V14M1.5 14h13M5.5 5.5h2M5.5 8h2M5.5 10.5h2",
        [IconName.Lock] = "M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2",
        [IconName.Key] = "M5.5 13a2.7 2.7 0 1 0 0-5.5 2.7 2.7 0 0 0 0 5.5zM7.5 8.3 13 2.8M10.5 5.3l2 2",
        [IconName.Undo] = "M5.5 3 2.5 6l3 3M2.5 6h6.8a4 4 0 0 1 0 8H6",
        [IconName.Filter] = "M2 3.5h12L9.5 8.8v4l-3 1v-5z",
        [IconName.Columns] = "M2 3h12v10H2zM6 3v10M10 3v10",
        [IconName.Download] = "M8 2.5v7.5M4.8 7 8 10.2 11.2 7M2.5 13.5h11",
        [IconName.Upload] = "M8 10V2.5M4.8 5.7 8 2.5l3.2 3.2M2.5 13.5h11",
        [IconName.Star] = "M8 2l1.8 3.9 4.2.5-3.1 2.9.8 4.2L8 11.4l-3.7 2.1.8-4.2L2 6.4l4.2-.5z",
        [IconName.Link] =
            "M6.7 9.3a2.5 2.5 0 0 0 3.6 0l2.5-2.5a2.5 2.5 0 0 0-3.6-3.6L8.5 4M9.3 6.7a2.5 2.5 0 0 0-3.6 "
            + "0L3.2 9.2a2.5 2.5 0 0 0 3.6 3.6l.7-.8",
        [IconName.Shield] = "M8 1.8 13 3.7v4c0 3-2 5.2-5 6.5-3-1.3-5-3.5-5-6.5v-4zM5.8 7.9 7.3 9.4l3-3.1",
        [IconName.Play] = "M4.5 2.8 12.5 8l-8 5.2z",
        [IconName.Pause] = "M5 3v10M11 3v10",
        [IconName.Stop] = "M3.5 3.5h9v9h-9z",
        [IconName.Keyboard] = "M1.5 4h13v8h-13zM4 6.7v.01M6.7 6.7v.01M9.3 6.7v.01M12 6.7v.01M5 9.5h6",
        [IconName.Flask] = "M6 2h4M6.7 2v4.3L3 13a.7.7 0 0 0 .6 1h8.8a.7.7 0 0 0 .6-1L9.3 6.3V2M4.7 10.5h6.6",
        [IconName.Empty] = "M2 9.5 4 3h8l2 6.5v4H2zM2 9.5h3.5l1 1.7h3l1-1.7H14",
        [IconName.Question] =
            "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.2M8 11.3v.01",
    }.ToFrozenDictionary();

    public static string Of(IconName name) => Paths[name];
}
