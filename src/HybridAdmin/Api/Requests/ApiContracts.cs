namespace HybridAdmin.Api.Requests;

/// <summary>The type of a body, with an example for the OpenAPI document.</summary>
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
    /// <summary>Indicates whether a request without a body is treated as a body without members.</summary>
    static virtual bool MayBeEmpty => false;

    /// <summary>Checks the rules between members; returns the member and the error for each violation.</summary>
    IEnumerable<(string Member, string Message)> Validate() => [];
}

/// <summary>The query parameters of a request; its members are the parameters.</summary>
internal interface IApiQuery<TSelf>
    where TSelf : IApiQuery<TSelf>
{
    /// <summary>Requests each parameter from the reader; a parameter that is not requested is unknown.</summary>
    static abstract TSelf Read(QueryReader query);
}

/// <summary>A part of a request that may be invalid.</summary>
internal interface IApiInput
{
    /// <summary>The answer that reports the error; null if the input is valid.</summary>
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult? Problem { get; }
}
