namespace MtlDsl.Models;

/// <summary>The classes of Pascal VOC's segmentation, in its order; colours are VOC's own.</summary>
public enum VocClass
{
#pragma warning disable CS1591 // the names say all
    Background, Aeroplane, Bicycle, Bird, Boat, Bottle, Bus, Car, Cat, Chair, Cow, DiningTable, Dog, Horse, Motorbike, Person, PottedPlant,
    Sheep, Sofa, Train, TvMonitor,
}
