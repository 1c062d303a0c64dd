using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HybridAdmin.Features.Recipients;

internal static class RecipientPages
{
    /// <summary>What the pages need beside the use cases.</summary>
    public static IServiceCollection AddRecipientPages(this IServiceCollection services)
    {
        services.TryAddScoped<ReasonMemory>(); // per circuit: what one person types must never reach another
        return services;
    }
}
