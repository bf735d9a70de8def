namespace MtlDsl.Training.Data;

/// <summary>What training does about an image that cannot be read, or whose labels cannot.</summary>
public enum FaultPolicy
{
    /// <summary>It ends, with an error that names the file.</summary>
    Stop,

    /// <summary>
    /// It takes the next image of the data set that can be read instead, every time alike, and remembers the fault
    /// (<see cref="BatchLoader.Faults"/>).
    /// </summary>
    Skip,
}
