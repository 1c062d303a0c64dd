using Microsoft.Extensions.Logging;

namespace HybridAdmin.Components.Controls;

internal sealed record TableMeasure(float RowHeight, float Viewport);

internal static partial class TableLog
{
    [LoggerMessage(EventId = 9001, Level = LogLevel.Error, Message = "The list {List} could not be read")]
    public static partial void ProviderFailed(ILogger logger, Exception exception, string list);
}
