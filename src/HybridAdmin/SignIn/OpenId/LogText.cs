namespace HybridAdmin.SignIn.OpenId;

/// <summary>Prepares text from the provider for logs and records.</summary>
internal static class LogText
{
    private const int MaxLength = 200;

    /// <summary>Replaces control characters with blanks and truncates the text after 200 characters.</summary>
    public static string Shorten(string? text)
    {
        text ??= "";
        var clean = new string([.. text.Take(MaxLength).Select(c => char.IsControl(c) ? ' ' : c)]);
        return text.Length > MaxLength ? clean + "..." : clean;
    }
}
