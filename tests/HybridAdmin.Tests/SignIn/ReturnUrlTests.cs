using HybridAdmin.SignIn;

namespace HybridAdmin.Tests.SignIn;

public sealed class ReturnUrlTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/recipients?search=wei%C3%9F&hidden=true")]
    [InlineData("/audit#42")]
    public void Local_OwnPath_IsKept(string asked) => Assert.Equal(asked, ReturnUrl.Local(asked));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("recipients")]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("/\n/evil.example")]
    [InlineData("/a\\..\\\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/sign-in?returnUrl=/sign-in")]
    [InlineData("/Sign-Out")]
    [InlineData("/access-denied")]
    public void Local_AnythingElse_IsHome(string? asked) => Assert.Equal("/", ReturnUrl.Local(asked));
}
