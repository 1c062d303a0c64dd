using System.Net;
using System.Net.Http.Headers;
using System.Text;
using HybridAdmin.Tests.Api;

namespace HybridAdmin.Tests.Fuzzing;

/// <summary>The common parts of all fuzzed calls of the API.</summary>
internal static class FuzzCalls
{
    /// <summary>
    /// Checks that the response is a success or a problem of the console, never a server fault; a write refused by the
    /// tenant is not a fault.
    /// </summary>
    public static void Answered(ApiAnswer answer)
    {
        if (answer.Status == HttpStatusCode.BadGateway)
        {
            Assert.Equal("tenant-refused", answer.AnyProblem()["code"].Text());
            return;
        }

        Assert.True(answer.Status < HttpStatusCode.InternalServerError, $"{(int)answer.Status}: {answer.Text}");
        if (answer.Status == HttpStatusCode.OK)
            Assert.NotNull(answer.ContentType);
        else if (answer.ContentType is not null || answer.Text.Length > 0)
            answer.AnyProblem();
    }

    /// <summary>True if an HTTP header can contain the text.</summary>
    public static bool IsHeader(string text) => text.All(c => c is > ' ' and < '\u007f');

    public static ByteArrayContent Json(string body) => Json(Encoding.UTF8.GetBytes(body));

    public static ByteArrayContent Json(byte[] body) =>
        new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}
