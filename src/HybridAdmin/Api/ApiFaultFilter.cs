using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Api;

/// <summary>
/// Maps the exceptions of use cases to problem details. Only bugs reach the general exception handler.
/// </summary>
internal sealed class ApiFaultFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (AccessDeniedException denied)
        {
            return ApiProblems.Forbidden(denied.Message);
        }
        catch (DirectoryFault fault)
        {
            return ApiProblems.DirectoryUnavailable(fault.Message);
        }
        catch (AuditUnavailableException unavailable)
        {
            return ApiProblems.AuditUnavailable(unavailable.Message);
        }
    }
}
