using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Tests.Directory;

public sealed class SecurityIdentifierTextTests
{
    [Theory]
    [InlineData("AQUAAAAAAAUVAAAAAQAAAAIAAAD/////9AEAAA==", "S-1-5-21-1-2-4294967295-500")]
    [InlineData("AQIAAAAAAAUgAAAAIAIAAA==", "S-1-5-32-544")]
    [InlineData("AQI=", null)]
    public void Of_SidOctets_IsTheText(string base64, string? text) =>
        Assert.Equal(text, SecurityIdentifierText.Of(Convert.FromBase64String(base64)));
}
