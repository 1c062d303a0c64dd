using System.Globalization;

namespace HybridAdmin.Core.Migration.Running;

/// <summary>Names of a batch's properties in plans and records, and the text form of times in them.</summary>
internal static class MigrationProperties
{
    public const string Status = "Status";
    public const string Users = "Users";
    public const string CompleteAfter = "CompleteAfter";
    public const string StartAfter = "StartAfter";

    public static string Text(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
