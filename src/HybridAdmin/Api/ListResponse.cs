using HybridAdmin.Api.Requests;

namespace HybridAdmin.Api;

/// <summary>A part of a list.</summary>
internal sealed record ListResponse<T> : IApiExample<ListResponse<T>>
    where T : IApiExample<T>
{
    /// <summary>The number of all items that match.</summary>
    public required int Total { get; init; }

    /// <summary>The items from skip on, at most take of them.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    public static ListResponse<T> Example => new() { Total = 1, Items = [T.Example] };
}
