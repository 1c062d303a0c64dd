using HybridAdmin.Components;
using HybridAdmin.Components.Controls;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets(); // `dotnet run` has no launch settings here and is Production
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddCascadingAuthenticationState();
builder.Services.AddAuthentication("cookie").AddCookie("cookie", options => options.LoginPath = "/sign-in");
builder.Services.AddAuthorization();
builder.Services.AddConsoleControls();

var app = builder.Build();
app.UseStaticFiles();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
app.Run();
