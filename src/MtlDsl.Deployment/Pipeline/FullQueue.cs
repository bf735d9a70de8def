namespace MtlDsl.Deployment;

/// <summary>What happens to a frame that comes while as many wait as may.</summary>
public enum FullQueue
{
    /// <summary>The source waits: every frame is computed. For files.</summary>
    Wait,

    /// <summary>The frame that has waited longest is dropped: what is computed is as new as can be. For live sources.</summary>
    DropOldest,

    /// <summary>The new frame is dropped: what was taken in is computed.</summary>
    DropNewest,
}
