namespace HybridAdmin.Api.Requests;

/// <summary>A type of a body with an example of it for the OpenAPI document.</summary>
internal interface IApiExample<TSelf>
    where TSelf : IApiExample<TSelf>
{
    /// <summary>A typical value, with invented names.</summary>
    static abstract TSelf Example { get; }
}

/// <summary>The body of a request, read by <see cref="StrictJson"/>.</summary>
internal interface IApiRequest<TSelf> : IApiExample<TSelf>
    where TSelf : IApiRequest<TSelf>
{
    /// <summary>Whether a request without a body means one without members.</summary>
    static virtual bool MayBeEmpty => false;

    /// <summary>The rules between members, as a member and what is wrong with it.</summary>
    IEnumerable<(string Member, string Message)> Validate() => [];
}

/// <summary>The query parameters of a request: its members are the parameters.</summary>
internal interface IApiQuery<TSelf>
    where TSelf : IApiQuery<TSelf>
{
    /// <summary>Asks the reader for each parameter; one that is not asked for is unknown.</summary>
    static abstract TSelf Read(QueryReader query);
}

/// <summary>A part of a request that may not be usable.</summary>
internal interface IApiInput
{
    /// <summary>The answer to what is wrong with it; null: nothing.</summary>
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult? Problem { get; }
}
